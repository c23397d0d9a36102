"""The conversations of the service, one flow per file. Their words are in `locales/<locale>/<flow>.ftl`."""

from conversations.flows.agent import agent
from conversations.flows.appeal import appeal
from conversations.flows.confirm import confirm
from conversations.flows.fix import fix
from conversations.flows.fraud import fraud
from conversations.flows.hand_over import hand_over
from conversations.flows.menu import menu
from conversations.flows.my_data import my_data
from conversations.flows.new_key import new_key
from conversations.flows.quick import quick
from conversations.flows.receipt import receipt
from conversations.flows.registration import registration
from conversations.flows.status import status
from conversations.flows.take_over import take_over
from conversations.flows.work import work

FLOWS = (
    menu, registration, quick, status, fix, my_data, agent, new_key, work, hand_over, take_over, confirm, fraud,
    receipt, appeal,
)  # fmt: skip
