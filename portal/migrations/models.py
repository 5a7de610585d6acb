"""Every module that holds tables, so that the metadata is whole."""

from portal import audit, heads
from portal.accounts import models as accounts
from portal.catalog import models as catalog
from portal.jobs import models as jobs
from portal.ledger import models as ledger
from portal.review import models as review
from portal.review import notices

__all__ = ["MODELS"]

MODELS = (accounts, audit, catalog, heads, jobs, ledger, notices, review)
