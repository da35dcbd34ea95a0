"""The last touches on a PDF that is laid out: what it says it conforms to, and the content it carries as data.

WeasyPrint writes one conformance a file. A notice is both: one that everybody can read (PDF/UA-1, ISO 14289-1) and one
that can be kept for decades (PDF/A-3a, ISO 19005-3), which wants the former's mark to be described in the file.
"""

import hashlib

import pikepdf

from requests_app.notices.render.data import DATA_NAME

MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>The part of ISO 14289 that this file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END_OF_METADATA = b"</rdf:RDF>"


def mark_as_readable_by_all(pdf: pikepdf.Pdf) -> None:
    """Add the mark of PDF/UA-1 to the metadata of a tagged PDF/A-3a."""
    metadata = pdf.Root.Metadata.read_bytes()
    end = metadata.rindex(END_OF_METADATA)
    pdf.Root.Metadata.write(metadata[:end] + MARK + metadata[end:])


def attach_data(pdf: pikepdf.Pdf, data: str) -> None:
    """Embed what the pages say as JSON, so no program has to read it off them; docs/notice.schema.json says how."""
    content = data.encode()
    stream = pikepdf.Stream(
        pdf,
        content,
        Type=pikepdf.Name.EmbeddedFile,
        Subtype=pikepdf.Name("/application/json"),
        Params=pikepdf.Dictionary(
            Size=len(content), CheckSum=pikepdf.String(hashlib.md5(content, usedforsecurity=False).digest())
        ),
    )
    file = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=DATA_NAME,
            UF=DATA_NAME,
            Desc="What this notice says, as data",
            AFRelationship=pikepdf.Name.Data,
            EF=pikepdf.Dictionary(F=pdf.make_indirect(stream)),
        )
    )
    names = pdf.Root.get("/Names") or pikepdf.Dictionary()
    names.EmbeddedFiles = pdf.make_indirect(pikepdf.Dictionary(Names=[DATA_NAME, file]))
    pdf.Root.Names = names
    pdf.Root.AF = pikepdf.Array([file])
