"""Phones: how a resident reaches the service on each channel, and what they see there."""

from __future__ import annotations

import itertools
import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from conversations.engine.messages import ChatRef
from tests.backend.batches import csv_of, family
from tests.stubs import telegram_updates, twilio

if TYPE_CHECKING:
    from tests.world import Service

_ids = itertools.count(1)
_lines = itertools.count(1)
FORWARDS = "[teruskan]"
FILES = {
    "keluarga.csv": csv_of(
        [
            family(1, HP="081200000031"),
            family(2, NIK="3,51015E+15"),
            family(3, Nama="", Desa="Wakanda"),
            family(4, **{"Tgl lahir": "30-12-1999"}),
        ]
    ),
    "warga.csv": csv_of([family(5), family(6, NIK="3,51015E+15")]),
    "surat.pdf": b"%PDF-1.7",
    "kosong.csv": b"Selamat pagi",
}
"""What people in transcripts send as a file."""
_NUMBERED = re.compile(r"^\d+\. ")


class Phone(ABC):
    """One resident's phone. What is seen has its choices as a numbered list, on every channel."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.ref = ChatRef("", "")
        self.taps: list[str] = []
        self.old_taps: list[str] = []
        self.last: Any = None

    @abstractmethod
    async def send(self, message: Any) -> str:
        """Deliver one message as the platform does, and give what is seen afterwards."""

    @abstractmethod
    def typed(self, text: str) -> Any: ...

    @abstractmethod
    def forwarded(self, text: str) -> Any: ...

    @abstractmethod
    def tapped(self, payload: str) -> Any: ...

    @abstractmethod
    def attached(self, kind: str) -> Any: ...

    def sent_file(self, name: str, content: bytes) -> Any:
        """A document of that name, which then lies with the platform."""
        raise NotImplementedError(f"{type(self).__name__} sends no files")

    def block(self) -> None:
        """Let nothing through from the service any more."""
        raise NotImplementedError(f"{type(self).__name__} blocks nobody")

    @abstractmethod
    def contact(self, phone: str) -> Any: ...

    @abstractmethod
    async def arrived(self) -> str:
        """Give what came by itself since the last look."""

    async def state(self) -> str | None:
        """Give the name of what the person was last asked; None before the first message."""
        tools = self.service.parts.tools
        run = (await tools.store.read(self.ref, None, tools.clock())).session.run
        return run.state if run else None

    async def do(self, what: str) -> str:
        """Do what a line of a transcript says."""
        if what.startswith(FORWARDS):
            self.last = self.forwarded(what.removeprefix(FORWARDS).strip())
            return await self.send(self.last)
        match re.fullmatch(r"\[(.+)\]", what).group(1).split() if what.startswith("[") else []:
            case []:
                self.last = self.typed(what)
            case ["tekan", number]:
                self.last = self.tapped(self.taps[int(number) - 1])
            case ["tekan", "lama", number]:
                self.last = self.tapped(self.old_taps[int(number) - 1])
            case ["kontak", phone]:
                self.last = self.contact(phone)
            case ["kirim", "ulang"]:
                pass
            case ["blokir"]:
                self.block()
                return ""
            case ["file", name]:
                self.last = self.sent_file(name, FILES[name])
            case [kind]:
                self.last = self.attached(
                    {"suara": "voice", "stiker": "sticker", "foto": "photo", "lokasi": "location"}[kind]
                )
            case _:
                raise ValueError(f"nobody can do that: {what}")
        return await self.send(self.last)

    def see(self, text: str, taps: list[str]) -> str:
        if taps != self.taps:
            self.old_taps, self.taps = self.taps, taps
        return text.strip()


class TelegramPhone(Phone):
    """Telegram by webhook: replies come in the response, and from the API."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        self.chat = 812_000_000 + next(_ids)
        self.ref = ChatRef("telegram", str(self.chat))
        service.telegram.known_chats.add(self.chat)
        self.seen = 0

    def typed(self, text: str) -> Any:
        return telegram_updates.message(next(_ids), chat=self.chat, text=text)

    def forwarded(self, text: str) -> Any:
        return telegram_updates.message(next(_ids), chat=self.chat, text=text, forward_origin=telegram_updates.ORIGIN)

    def tapped(self, payload: str) -> Any:
        return telegram_updates.tap(next(_ids), payload, chat=self.chat)

    def attached(self, kind: str) -> Any:
        content = {
            "voice": {"voice": telegram_updates.VOICE},
            "sticker": {"sticker": telegram_updates.STICKER},
            "photo": {"photo": telegram_updates.PHOTO},
            "location": {"location": telegram_updates.LOCATION},
        }[kind]
        return telegram_updates.message(next(_ids), chat=self.chat, **content)

    def sent_file(self, name: str, content: bytes) -> Any:
        ref = f"BQACAgUAAxkB{next(_ids)}"
        self.service.telegram.files[ref] = content
        document = {"file_id": ref, "file_unique_id": ref, "file_name": name, "file_size": len(content)}
        return telegram_updates.message(next(_ids), chat=self.chat, document=document)

    def block(self) -> None:
        self.service.telegram.blocked.add(self.chat)

    def contact(self, phone: str) -> Any:
        card = {"phone_number": phone, "first_name": "Contoh", "user_id": self.chat}
        return telegram_updates.message(next(_ids), chat=self.chat, contact=card)

    async def send(self, message: Any) -> str:
        response = await self.service.telegram.deliver(self.service.bot, message)
        assert response.status_code == 200, response.text
        return await self.arrived()

    async def arrived(self) -> str:
        await self.service.parts.turns.finish()
        mine = [sent for sent in self.service.telegram.sent if sent.chat_id == self.chat]
        new, self.seen = mine[self.seen :], len(mine)
        assert len(new) <= 1, "one message per turn"
        return self._shown(new[0]) if new else ""

    def _shown(self, sent: Any) -> str:
        rows = sent.markup.get("inline_keyboard") or []
        buttons = [button for row in rows for button in row]
        captions = [button["text"] for button in buttons if _NUMBERED.match(button["text"])]
        text = "\n\n".join([sent.text, "\n".join(captions)]) if captions else sent.text
        return self.see(text, [button["callback_data"] for button in buttons])


class WhatsAppPhone(Phone):
    """WhatsApp through Twilio: replies come as TwiML, and from the REST API."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        # The end is what is shown of a masked number: the same in every run.
        self.address = f"whatsapp:+62812{next(_lines):04}0009"
        self.ref = ChatRef("whatsapp", self.address)
        self.seen = 0

    def _message(self, body: str = "", **extra: str) -> Any:
        return twilio.message(next(_ids), body, **{"From": self.address, "WaId": self.address[10:]} | extra)

    def typed(self, text: str) -> Any:
        return self._message(text)

    def forwarded(self, text: str) -> Any:
        return self._message(text, Forwarded="true")

    def tapped(self, payload: str) -> Any:
        return self._message(ButtonPayload=payload, ButtonText="tombol", MessageType="button")

    def attached(self, kind: str) -> Any:
        if kind == "location":
            return self._message(Latitude="-8.2192", Longitude="114.3691", MessageType="location")
        type_ = {"voice": "audio/ogg", "sticker": "image/webp", "photo": "image/jpeg"}[kind]
        url = f"https://api.twilio.com/2010-04-01/Accounts/{twilio.ACCOUNT}/Messages/MM0/Media/ME0"
        return self._message(NumMedia="1", MediaUrl0=url, MediaContentType0=type_, MessageType=type_.partition("/")[0])

    def sent_file(self, name: str, content: bytes) -> Any:
        media = f"ME{next(_ids):032x}"
        self.service.twilio.media[media] = content
        url = f"https://api.twilio.com{twilio.MEDIA.format(message='MM' + '0' * 32, media=media)}"
        # The name comes as the text.
        return self._message(name, NumMedia="1", MediaUrl0=url, MediaContentType0="text/csv", MessageType="document")

    def contact(self, phone: str) -> Any:
        return self._message(phone)

    async def send(self, message: Any) -> str:
        response = await self.service.twilio.deliver(self.service.bot, message)
        assert response.status_code == 200, response.text
        return await self.arrived()

    async def arrived(self) -> str:
        await self.service.parts.turns.finish()
        mine = [sent for sent in self.service.twilio.sent if sent.to == self.address]
        new, self.seen = mine[self.seen :], len(mine)
        assert len(new) <= 1, "one message per turn"
        return self.see(new[0].body, [ref for _, ref in new[0].buttons]) if new else ""


class SimulatorPhone(Phone):
    """The simulator, by the addresses that its page calls."""

    def __init__(self, service: Service) -> None:
        super().__init__(service)
        self.chat = f"phone-{next(_ids)}"
        self.ref = ChatRef("simulator", self.chat)

    def typed(self, text: str) -> Any:
        return {"chat": self.chat, "text": text, "id": str(next(_ids))}

    def forwarded(self, text: str) -> Any:
        return {**self.typed(text), "forwarded": True}

    def tapped(self, payload: str) -> Any:
        return {"chat": self.chat, "payload": payload, "id": str(next(_ids))}

    def attached(self, kind: str) -> Any:
        return {"chat": self.chat, "attachment": kind, "id": str(next(_ids))}

    def contact(self, phone: str) -> Any:
        return {"chat": self.chat, "contact": phone, "id": str(next(_ids))}

    async def send(self, message: Any) -> str:
        response = await self.service.bot.post("/simulator/messages", json=message)
        assert response.status_code == 200, response.text
        return self._shown(response.json()["replies"])

    async def arrived(self) -> str:
        response = await self.service.bot.get("/simulator/messages", params={"chat": self.chat})
        return self._shown(response.json()["replies"])

    def _shown(self, replies: list[Any]) -> str:
        assert len(replies) <= 1, "one message per turn"
        if not replies:
            return ""
        reply = replies[0]
        listed = "\n".join(f"{number}. {label}" for number, label in enumerate(reply["choices"], start=1))
        return self.see(f"{reply['text']}\n\n{listed}", reply["taps"])


PHONES = {"telegram": TelegramPhone, "whatsapp": WhatsAppPhone, "simulator": SimulatorPhone}
