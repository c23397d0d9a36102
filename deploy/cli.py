"""The command `bansos`. Each command imports what it needs, so that help comes at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deploy.admin_commands import admin
from deploy.agent_commands import agents
from deploy.audit_commands import audit
from deploy.broadcast_commands import broadcast
from deploy.collecting import collect_seldom
from deploy.duplicates_commands import duplicates
from deploy.key_commands import keys
from deploy.problems_said import problems_said as _problems_said
from deploy.rights_commands import breach, retention
from deploy.seed_command import seed
from deploy.target_commands import targets
from deploy.vault_commands import vault

app = typer.Typer(
    help="A chat front door to social assistance.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
flows = typer.Typer(help="The conversations themselves.", no_args_is_help=True)
whatsapp = typer.Typer(help="What has to be arranged with WhatsApp.", no_args_is_help=True)
telegram = typer.Typer(help="What has to be arranged with Telegram.", no_args_is_help=True)
app.add_typer(flows, name="flows")
app.add_typer(admin, name="admin")
app.add_typer(agents, name="agents")
app.add_typer(keys, name="keys")
app.add_typer(telegram, name="telegram")
app.add_typer(whatsapp, name="whatsapp")
app.add_typer(vault, name="vault")
app.add_typer(audit, name="audit")
app.add_typer(breach, name="breach")
app.add_typer(broadcast, name="broadcast")
app.add_typer(duplicates, name="duplicates")
app.add_typer(targets, name="targets")
app.command()(retention)
app.command()(seed)


# A fifth of what it takes to read a part's modules went into looking for garbage among them.
app.callback()(collect_seldom)


@app.command()
def demo() -> None:
    """Start everything on this machine with synthetic data, and say where to look."""
    from deploy.demo import run_demo

    with _problems_said():
        run_demo()


@app.command()
def bot() -> None:
    """Serve the webhooks of the messaging platforms."""
    from deploy.processes import run_bot

    with _problems_said():
        run_bot()


@app.command()
def backend() -> None:
    """Serve the registry and the office's console."""
    from deploy.processes import run_backend

    with _problems_said():
        run_backend()


@app.command()
def worker() -> None:
    """Deliver what was accepted: submissions to the registry, late replies to people."""
    from deploy.processes import run_worker

    with _problems_said():
        run_worker()


@app.command()
def jobs() -> None:
    """Carry out the registry's jobs: what was asked for, and what is due by the clock."""
    from deploy.processes import run_jobs

    with _problems_said():
        run_jobs()


@app.command()
def chat(
    url: Annotated[str, typer.Option(help="Where the demo runs.")] = "http://127.0.0.1:8000",
    name: Annotated[
        str, typer.Option(help="Whose conversation this is; another name starts another one.")
    ] = "terminal",
) -> None:
    """Talk to a running demo from the terminal."""
    from rich.console import Console

    from deploy.chat import talk

    with _problems_said():
        talk(url, name, Console())


@app.command()
def migrate(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only compare migrations and models, on an empty database.")
    ] = False,
) -> None:
    """Bring the registry's database to the newest schema."""
    from deploy.migrations import check_migrations, migrate_given

    with _problems_said():
        if check:
            check_migrations()
            typer.echo("The migrations build what the models say.")
        else:
            migrate_given()
            typer.echo("The database has the newest schema.")


@app.command()
def backup(
    into: Annotated[Path, typer.Argument(help="The folder in which a new folder is made for this backup.")],
) -> None:
    """Copy all that the registry and Redis hold, so that the service can start anew from it."""
    from deploy.backup.run import back_up

    with _problems_said():
        typer.echo(f"Backed up in {back_up(into)}. The keys (DATA_KEYS) are not in it: keep them elsewhere.")


@app.command()
def restore(
    folder: Annotated[Path, typer.Argument(help="The folder of one backup.")],
) -> None:
    """Fill an empty database and an empty Redis from a backup."""
    from deploy.backup.run import restore as restore_from

    with _problems_said():
        typer.echo(f"Restored as it was on {restore_from(folder).begun:%Y-%m-%d at %H:%M:%S} UTC.")


@flows.command("check")
def flows_check() -> None:
    """Prove the flows and their words, in every language: graphs, texts, lengths, plain language."""
    from deploy.flow_check import all_checked

    checked = all_checked()
    for line in checked.report():
        typer.echo(line, err=bool(checked.faults))
    if checked.faults:
        raise typer.Exit(1)


@flows.command("draw")
def flows_draw(
    out: Annotated[
        Path | None, typer.Option(help="The folder to draw into, in place of docs/flows and the console's.")
    ] = None,
) -> None:
    """Draw every flow, as a picture (SVG) and as Mermaid source."""
    from deploy.flow_drawing import CONSOLE, DOCS, draw_flows

    for folder in (out,) if out else (DOCS, CONSOLE):
        for path in draw_flows(folder):
            typer.echo(str(path))


@flows.command("release")
def flows_release() -> None:
    """Note the flows as released, so that the check keeps what people in the middle of them need."""
    from deploy.flow_check import record_release

    typer.echo(f"Noted in {record_release().name}.")


@telegram.command("connect")
def telegram_connect(
    *,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; only tell how the deliveries go.")] = False,
) -> None:
    """Tell Telegram where to deliver, and say how many messages wait and what went wrong last."""
    from deploy.connecting import connect_telegram

    with _problems_said():
        for line in connect_telegram(check=check):
            typer.echo(line)


@whatsapp.command("provision")
def whatsapp_provision(
    *,
    webhook: Annotated[
        bool, typer.Option("--webhook", help="Also have the sender deliver to PUBLIC_BASE_URL.")
    ] = False,
) -> None:
    """Create the content templates at Twilio, and print what to set."""
    from deploy.provisioning import provision_whatsapp

    with _problems_said():
        for line in provision_whatsapp(webhook=webhook):
            typer.echo(line)
