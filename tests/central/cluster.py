"""A PostgreSQL of the tests' own: Debian's programs, a folder that is thrown away, reached by its socket alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Final

import psycopg

from sync.central.migrating import migrate
from sync.central.postgresql_store import create_database, open_database, parse_url
from sync.central.postgresql_tools import find_tool

_SERVER_USER: Final = "postgres"
_ROLE: Final = "centre"
_SETTINGS: Final = "-c listen_addresses= -c fsync=on -c max_connections=200 -c shared_buffers=128MB -c max_wal_size=2GB"


class Cluster:
    """One running server and the databases made in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = count(1)

    @property
    def folder(self) -> Path:
        """Where its socket and its data are."""
        return self._folder

    def url(self, database: str, *, role: str = _ROLE) -> str:
        """Return a database's address."""
        return f"postgresql://{role}@/{database}?host={self._folder}"

    def new_database(self) -> str:
        """Make a database that holds this version's schema and nothing else, and return its address."""
        name = f"centre_{next(self._made)}"
        self.say(f"CREATE DATABASE {name} OWNER {_ROLE} TEMPLATE {self._template}")
        return self.url(name)

    @cached_property
    def _template(self) -> str:
        """Migrate once what each test then has a copy of."""
        name = "template_centre"
        url = parse_url(self.url(name))
        create_database(url, name)
        store = open_database(url, bytes(32), bytes)
        migrate(store)
        store.engine.dispose()
        return name

    def drop(self, url: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.say(f"DROP DATABASE IF EXISTS {parse_url(url).database} WITH (FORCE)")

    def say(self, statement: str, *, database: str = "postgres") -> str:
        """Run a statement as the server's own administrator and return the first value of its answer."""
        server = psycopg.connect(host=str(self._folder), user=_SERVER_USER, dbname=database, autocommit=True)
        with closing(server) as connection:
            found = connection.execute(statement.encode())
            row = found.fetchone() if found.description else None
        return str(row[0]) if row else ""


@contextmanager
def running_cluster(settings: str = "-c autovacuum=off") -> Iterator[Cluster]:
    """Make a server, run it until the end of the block, and leave nothing of it. The server never runs as root.

    Nothing tidies up behind the tests' backs: some count every write.
    """
    folder = Path(tempfile.mkdtemp(prefix="hpv-postgresql-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(_SERVER_USER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        words = ["--auth=trust", f"--username={_SERVER_USER}", "--encoding=UTF8", "--locale=C.UTF-8"]
        _run("initdb", f"--pgdata={folder / 'data'}", *words)
        control = ["pg_ctl", f"--pgdata={folder / 'data'}", "--wait", "--silent"]
        options = f"{_SETTINGS} {settings} -c unix_socket_directories={folder}"
        _run(*control, f"--log={folder / 'log'}", f"--options={options}", "start")
        try:
            cluster = Cluster(folder)
            cluster.say(f"CREATE ROLE {_ROLE} LOGIN CREATEDB")
            yield cluster
        finally:
            _run(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(tool: str, *words: str) -> str:
    command = [str(find_tool(tool)), *words]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _SERVER_USER, "--", *command]
    log = subprocess.DEVNULL if tool == "pg_ctl" else subprocess.PIPE  # the server inherits it and would keep it open
    done = subprocess.run(command, cwd="/", stdout=log, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{tool}: exit {done.returncode}\n{done.stdout}")
    return (done.stdout or "").strip()
