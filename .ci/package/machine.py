"""A clean machine in a folder: the Debian or Ubuntu that this machine is, from the same mirror, booted by a systemd
of its own.

It has its own network, with itself only: what it installs was fetched before it started.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

# What a machine that runs services has, and nothing that nabij needs.
PACKAGES = ["systemd", "systemd-sysv", "dbus"]
# Calls that an older systemd-nspawn forbids by itself, and that a machine has.
CALLS = "landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# So long it may take to start or stop.
PATIENCE_S = 120


def surroundings():
    """Variables for programs in the machine: a way out, and no questions."""
    ways_out = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    return {"PATH": PATH, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **ways_out}


def sources():
    """Where this machine has its packages from: address, suite and parts, of the distribution only."""
    form = "$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)"
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Created-By: Packages"],
        check=True, capture_output=True, text=True,
    )
    found = {}
    for line in listed.stdout.splitlines():
        origin, address, suite, part = line.split(" ")
        if origin in ("Debian", "Ubuntu") and part not in found.setdefault((address, suite), []):
            found[address, suite].append(part)
    return found


def codename():
    lines = Path("/etc/os-release").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)["VERSION_CODENAME"].strip('"')


def make_clean(folder):
    """A machine with nothing on it, in `folder`; there whole, or not at all."""
    known = sources()
    suite = codename()
    address, parts = next((address, parts) for (address, of), parts in known.items() if of == suite)
    packages = PACKAGES + (["ca-certificates"] if address.startswith("https") else [])
    unfinished = Path(f"{folder}.unfinished")
    remove(unfinished)
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(
            ["debootstrap", "--variant=minbase", f"--components={','.join(parts)}", f"--include={','.join(packages)}",
             suite, str(unfinished), address],
            check=True, stdout=subprocess.DEVNULL,
        )
        lines = [f"deb {address} {suite} {' '.join(parts)}\n" for (address, suite), parts in known.items()]
        (unfinished / "etc/apt/sources.list").write_text("".join(lines))
        unfinished.rename(folder)
    finally:
        remove(unfinished)


def fetch(folder, package):
    """Fetches what a package depends on into a machine that does not run; nothing is installed."""
    shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
    shutil.copy(package, folder / "package.deb")
    for words in (["update"], ["install", "--yes", "--download-only", "--no-install-recommends", "/package.deb"]):
        subprocess.run(
            ["chroot", folder, "apt-get", "-qq", "-o", "APT::Sandbox::User=root", *words],
            check=True, env=surroundings(), stdout=subprocess.DEVNULL,
        )
    (folder / "package.deb").unlink()


def remove(folder):
    """Removes a folder, with whatever was left mounted in it unmounted first."""
    if not folder.exists():
        return
    mounted = [line.split(" ")[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for place in sorted((place for place in mounted if place.startswith(f"{folder.resolve()}/")), reverse=True):
        subprocess.run(["umount", place], check=True)
    shutil.rmtree(folder)


class Machine:
    """A machine that begins as a clean one and runs until it is left; what it writes is in memory and gone with it."""

    def __init__(self, clean):
        self.clean = clean

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="nabij-machine-", dir="/var/tmp"))
        self.root = self.folder / "root"
        try:
            self.lay_over()
            self.boot()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # what was begun is cleaned up to its end
        process = getattr(self, "process", None)
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        remove(self.folder)

    def lay_over(self):
        written = self.folder / "written"
        for folder in (self.root, written):
            folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "nabij", written], check=True)
        for part in ("upper", "work"):
            (written / part).mkdir()
        layers = f"lowerdir={self.clean},upperdir={written}/upper,workdir={written}/work"
        subprocess.run(["mount", "-t", "overlay", "-o", layers, "nabij", self.root], check=True)

    def boot(self):
        words = ["systemd-nspawn", "--boot", "--quiet", f"--directory={self.root}", f"--machine=nabij-{os.getpid()}",
                 "--private-network", "--register=no", "--console=pipe", f"--system-call-filter={CALLS}"]
        if not Path("/run/systemd/system").exists():
            words.append("--keep-unit")  # nobody here gives out groups of processes
        self.console = self.folder / "console"
        with self.console.open("w") as console:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=console, stderr=console, start_new_session=True
            )
        end = time.monotonic() + PATIENCE_S
        while self.state() not in ("running", "degraded"):
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"the machine does not start: {self.console.read_text()}")
            time.sleep(0.2)

    def state(self):
        if self.first() is None:
            return "not there"
        return self.inside("systemctl", "is-system-running", check=False).stdout.strip()

    def first(self):
        """The first process of the machine, as this one knows it."""
        listed = subprocess.run(["pgrep", "--parent", str(self.process.pid)], capture_output=True, text=True)
        return listed.stdout.split()[0] if listed.stdout.split() else None

    def entered(self, *words):
        """The words that run a program in the machine."""
        doors = ["--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup"]
        return ["nsenter", "--target", self.first(), *doors, "--", *words]

    def inside(self, *words, check=True):
        """Runs a program in the machine, as root there."""
        ran = subprocess.run(
            self.entered(*words), env=surroundings(), capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if check and ran.returncode != 0:
            raise AssertionError(f"{' '.join(words)} ends with {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran

    def asking(self, *words):
        """The words by which curl, of this machine, asks something in the network of that one."""
        return ["nsenter", "--target", self.first(), "--net", "--", "curl", "--silent", "--show-error", *words]
