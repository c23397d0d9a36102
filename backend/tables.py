"""Every table there is, in one import, for what has to know them all."""

from backend.audit.models import AuditEntry
from backend.consents.models import Consent
from backend.contacts.models import Contact
from backend.database import Base
from backend.question_counts.models import FlowOrder, QuestionCount
from backend.registrations.models import LookupAttempt, Registration, StatusChange, Submission
from backend.undelivered.models import Undelivered

metadata = Base.metadata

__all__ = [
    "AuditEntry",
    "Consent",
    "Contact",
    "FlowOrder",
    "LookupAttempt",
    "QuestionCount",
    "Registration",
    "StatusChange",
    "Submission",
    "Undelivered",
    "metadata",
]
