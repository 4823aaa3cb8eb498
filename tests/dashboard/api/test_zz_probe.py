import collections
from tests.dashboard.api.test_openapi import *
from tests.dashboard.api.conftest import *
import schemathesis
import tests.dashboard.api.test_openapi as T
C=collections.Counter()
orig=schemathesis.Case.call_and_validate
def probe(self,*a,**k):
    r=orig(self,*a,**k); C[(self.meta.generation.mode.value, self.path, r.status_code)]+=1; return r
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_probe(described, mode, monkeypatch):
    monkeypatch.setattr(schemathesis.Case,"call_and_validate",probe)
    for o in [f.ok() for f in described.get_all_operations()]:
        if mode.is_positive or list(o.query): hold(o, mode)
    for k,v in sorted(C.items()): print(k,v)
    print(sum(C.values()))
def test_mutation(described, monkeypatch):
    from dashboard.api import tables
    monkeypatch.setattr(tables,"parameters_of",lambda r,n:())
    test_every_answer_to_requests_made_at_random_is_as_described(described, GenerationMode.POSITIVE)
