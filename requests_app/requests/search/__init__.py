"""Finding a request again by a word of it, through keyed digests: the text itself may lie encrypted."""
