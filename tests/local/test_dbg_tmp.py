from tests.journeys.people import *
def test_dbg(stack):
    open_for_business(stack); p=stack.visit("/request/")
    print((stack.folder/"web.log").read_text()[-2500:]); assert p.status==200
