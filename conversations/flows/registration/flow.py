"""The registration flow, to be read like the conversation.

`readers` understand the answers, `rules` choose the way, `shown` is how an answer reads back.
"""

from __future__ import annotations

from conversations.answers.choices import ActingReason, ConsentWay, Difficulty, Housing, Occupation, Schooling, YesNo
from conversations.answers.commands import Command
from conversations.answers.dates import DATE_PROBLEMS, format_date
from conversations.answers.dusun import DUSUN_PROBLEMS
from conversations.answers.kk import KK_PROBLEMS
from conversations.answers.masking import mask_number
from conversations.answers.member import MEMBER_PROBLEMS, age_asked
from conversations.answers.names import NAME_PROBLEMS
from conversations.answers.nik import NIK_PROBLEMS
from conversations.answers.notices import Notices
from conversations.answers.numbers import COUNT_PROBLEMS
from conversations.answers.phone import PHONE_PROBLEMS
from conversations.answers.rt_rw import RT_RW_PROBLEMS
from conversations.engine.flow import Ask, Choose, End, Flow, Look, Review, Submit, otherwise, when
from conversations.flows.registration import readers, rules, shown
from conversations.flows.registration.product import product
from conversations.flows.registration.record import Consent, Declaration, Registration

registration = Flow(
    "registration",
    version=1,
    start="consent",
    record=Registration,
    steps=9,
    keeps_draft=True,
    asked_anew=rules.BETWEEN_TWO,
    summed_up=shown.summary,
)

registration += Choose(
    name="consent",
    options=list(Consent),
    understands=readers.consent,
    problems=["weak", "not-consent"],
    saves=Registration.consent,
    proof=True,
    next=[when(rules.refused, "refused"), otherwise("acting_reason")],
)
registration += Choose(
    name="acting_reason",
    asked_if=rules.acts,
    options=list(ActingReason),
    saves=Registration.acting_reason,
    next="consent_way",
)
registration += Choose(
    name="consent_way",
    asked_if=rules.acts,
    options=list(ConsentWay),
    saves=Registration.consent_way,
    next="notices",
)
registration += Choose(
    name="notices",
    asked_if=rules.tells_itself,
    options=list(Notices),
    understands=readers.notices,
    saves=Registration.notices,
    settled_by={Command.STOP: Notices.UNWANTED, Command.RESUME: Notices.WANTED},
    proof=True,
    next="nik",
)

# 1-3: who
registration += Ask(
    name="nik",
    step=1,
    expects=readers.nik,
    problems=NIK_PROBLEMS,
    saves=Registration.nik,
    shows=mask_number,
    resets=[Registration.kk],
    next=[when(rules.acts, "agent_nik"), otherwise("own_nik")],
)
registration += Look(
    name="agent_nik",
    lookup="agents.nik",
    asks=rules.nik_to_look_up,
    outcomes={"new": "kk", "already": "already_yours", "taken": "taken", "unavailable": "kk"},
    rehearsed="new",
)
registration += Look(
    name="own_nik",
    lookup="registry.own_nik",
    asks=rules.nik_to_look_up,
    outcomes={"new": "kk", "already": "already_yours", "unavailable": "kk"},
)
registration += Ask(
    name="kk",
    step=2,
    expects=readers.kk,
    problems=KK_PROBLEMS,
    saves=Registration.kk,
    shows=mask_number,
    next="name",
)
registration += Ask(
    name="name",
    step=3,
    expects=readers.name,
    problems=NAME_PROBLEMS,
    saves=Registration.name,
    next="birth_date",
)
registration += Ask(
    name="birth_date",
    step=3,
    expects=readers.birth_date,
    problems=DATE_PROBLEMS,
    saves=Registration.birth_date,
    shows=format_date,
    next="kecamatan",
)

# 4-5: where, and how to be reached
registration += Ask(
    name="kecamatan",
    step=4,
    details=rules.place,
    expects=readers.kecamatan,
    problems=readers.PLACE_PROBLEMS,
    offers=readers.all_kecamatan,
    saves=Registration.kecamatan,
    implies=readers.kecamatan_and_desa,
    shows=shown.kecamatan,
    resets=[Registration.desa, Registration.dusun, Registration.rt_rw],
    next="desa",
)
registration += Ask(
    name="desa",
    step=4,
    details=rules.kecamatan_name,
    expects=readers.desa,
    problems=readers.PLACE_PROBLEMS,
    offers=readers.all_desa,
    saves=Registration.desa,
    implies=readers.kecamatan_and_desa,
    shows=shown.desa,
    resets=[Registration.dusun, Registration.rt_rw],
    next="dusun",
)
registration += Ask(
    name="dusun",
    step=4,
    expects=readers.dusun,
    problems=DUSUN_PROBLEMS,
    optional=True,
    saves=Registration.dusun,
    shows=shown.short,
    next="rt_rw",
)
registration += Ask(
    name="rt_rw",
    step=4,
    expects=readers.rt_rw,
    problems=RT_RW_PROBLEMS,
    optional=True,
    saves=Registration.rt_rw,
    shows=shown.rt_rw,
    next="phone",
)
registration += Ask(
    name="phone",
    step=5,
    expects=readers.phone,
    problems=PHONE_PROBLEMS,
    offers=readers.phone_offers,
    labels=["own_number", "no_phone"],
    optional=True,
    contact=True,
    saves=Registration.phone,
    shows=shown.phone,
    next="witness",
)
registration += Ask(
    name="witness",
    step=5,
    asked_if=rules.needs_witness,
    expects=readers.name,
    problems=NAME_PROBLEMS,
    optional=True,
    saves=Registration.witness,
    shows=shown.short,
    next="members_count",
)

# 6: the others on the Kartu Keluarga
registration += Ask(
    name="members_count",
    step=6,
    expects=readers.members_count,
    problems=COUNT_PROBLEMS,
    saves=Registration.members_count,
    resets=[
        Registration.members,
        Registration.schooling,
        Registration.small_children,
        Registration.elderly,
    ],
    next="members",
)
registration += Ask(
    name="members",
    step=6,
    details=rules.next_member,
    expects=readers.member,
    problems=MEMBER_PROBLEMS,
    optional=True,
    until=rules.all_members_told,
    completes=age_asked,
    clarifies=readers.relation,
    saves=Registration.members,
    shows=shown.members,
    resets=[Registration.schooling, Registration.small_children, Registration.elderly],
    next=[when(rules.some_age_unknown, "small_children"), otherwise("pregnant")],
)

# 7: what PKH asks about; every one may be declined
registration += Ask(
    name="small_children",
    step=7,
    expects=readers.count,
    problems=COUNT_PROBLEMS,
    optional=True,
    saves=Registration.small_children,
    next="elderly",
)
registration += Ask(
    name="elderly",
    step=7,
    expects=readers.count,
    problems=COUNT_PROBLEMS,
    optional=True,
    saves=Registration.elderly,
    next="pregnant",
)
registration += Choose(
    name="pregnant",
    step=7,
    options=list(YesNo),
    understands=readers.yes_no_declined,
    saves=Registration.pregnant,
    next="schooling",
)
registration += Ask(
    name="schooling",
    step=7,
    details=rules.next_child,
    expects=readers.schooling,
    problems=["not-offered"],
    offers=readers.schooling_offers,
    labels=list(Schooling),
    hears=[Command.STOP, Command.CANCEL],
    optional=True,
    until=rules.all_children_told,
    saves=Registration.schooling,
    shows=shown.schooling,
    next="disability",
)
registration += Choose(
    name="disability",
    step=7,
    options=list(Difficulty),
    understands=readers.difficulty,
    saves=Registration.disability,
    next="occupation",
)

# 8: living
registration += Choose(
    name="occupation", step=8, options=list(Occupation), saves=Registration.occupation, next="housing"
)
registration += Choose(name="housing", step=8, options=list(Housing), saves=Registration.housing, next="review")

# 9: look it over, declare, send
registration += Review(
    name="review",
    step=9,
    lines=[
        "nik",
        "kk",
        "name",
        "birth_date",
        "kecamatan",
        "desa",
        "dusun",
        "rt_rw",
        "phone",
        "witness",
        "members_count",
        "members",
        "small_children",
        "elderly",
        "pregnant",
        "schooling",
        "disability",
        "occupation",
        "housing",
        "notices",
        "acting_reason",
        "consent_way",
    ],
    next="declaration",
)
registration += Choose(
    name="declaration",
    step=9,
    options=list(Declaration),
    understands=readers.declaration,
    problems=["not-sent"],
    saves=Registration.declaration,
    proof=True,
    next="send",
)
registration += Submit(
    name="send",
    kind="registration",
    makes=product,
    details=rules.receipt,
    accepted="done",
    already="already_yours",
    delayed="saved",
    refused="not_taken",
)

registration += End(name="refused")
registration += End(name="already_yours", details=rules.number_given, goes_on="quick")
registration += End(name="taken")
registration += End(name="done", details=rules.receipt, goes_on="quick")
registration += End(name="saved", goes_on="quick")
registration += End(name="not_taken")
