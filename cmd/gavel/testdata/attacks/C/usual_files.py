# group: C
# attack: reads what hosts keep: accounts, names, keys, sockets of daemons
# layer: mount, image
# want: accepted
# held: /etc/shadow, /etc/hostname, /etc/hosts, /etc/resolv.conf, /etc/machine-id, /root, /home, /var, /var/lib/gavel, /run/containerd/containerd.sock, /var/run/docker.sock, /run/systemd, /run/dbus, /boot, /mnt, /srv, /opt, /sys/kernel, /lib/modules
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


for path in (
    "/etc/shadow", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/etc/machine-id", "/root", "/home", "/var", "/var/lib/gavel",
    "/run/containerd/containerd.sock", "/var/run/docker.sock", "/run/systemd", "/run/dbus", "/boot", "/mnt", "/srv", "/opt",
    "/sys/kernel", "/lib/modules",
):
    attempt(path, lambda: os.stat(path))
