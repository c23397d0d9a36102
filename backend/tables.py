"""Every table there is, in one import, for what has to know them all."""

from backend.agents.models import Agent, AgentAct, AgentChat, AgentInvitation, BackCheck, HandedDraft
from backend.audit.models import AuditEntry, AuditHead, AuditRoot
from backend.auth.models import StoredKey
from backend.batches.models import Batch, BatchRow
from backend.broadcasts.counts import RecipientCount
from backend.broadcasts.in_person_models import ToldInPerson
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.templates import ContentTemplate
from backend.consents.models import Consent
from backend.contacts.models import Contact
from backend.database import Base
from backend.duplicates.models import DuplicatePair, MatchKeys
from backend.exports.models import Export
from backend.fraud_reports.models import FraudReport
from backend.imports.models import Import, Payment
from backend.installation import Installation
from backend.jobs.models import Job
from backend.notices.models import Notice
from backend.officers.models import Officer, OfficerSession, RecoveryCode, SignInWait
from backend.question_counts.models import FlowOrder, QuestionCount
from backend.receipts.models import Receipt
from backend.registrations.desa_figures import DesaFigure
from backend.registrations.models import FieldMark, LookupAttempt, Registration, StatusChange, Submission
from backend.registrations.reveals import Reveal
from backend.registrations.targets import DesaTarget
from backend.rights.models import RightsRequest
from backend.sealed_files.models import FilePart
from backend.undelivered.models import Undelivered
from backend.vault.models import DataKeyStanding, LookupKeyStanding
from backend.verification.models import Verification

metadata = Base.metadata

__all__ = [
    "Agent",
    "AgentAct",
    "AgentChat",
    "AgentInvitation",
    "AuditEntry",
    "AuditHead",
    "AuditRoot",
    "BackCheck",
    "Batch",
    "BatchRow",
    "Broadcast",
    "Consent",
    "Contact",
    "ContentTemplate",
    "DataKeyStanding",
    "DesaFigure",
    "DesaTarget",
    "DuplicatePair",
    "Export",
    "FieldMark",
    "FilePart",
    "FlowOrder",
    "FraudReport",
    "HandedDraft",
    "Import",
    "Installation",
    "Job",
    "LookupAttempt",
    "LookupKeyStanding",
    "MatchKeys",
    "Notice",
    "Officer",
    "OfficerSession",
    "Payment",
    "QuestionCount",
    "Receipt",
    "Recipient",
    "RecipientCount",
    "RecoveryCode",
    "Registration",
    "Reveal",
    "RightsRequest",
    "SignInWait",
    "StatusChange",
    "StoredKey",
    "Submission",
    "ToldInPerson",
    "Undelivered",
    "Verification",
    "metadata",
]
