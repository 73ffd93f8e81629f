#!/bin/sh
# The archive's commands on a server, as its user and with the settings of its service (docs/server.md):
#   sudo install -m 755 deploy/abhilekh.sh /usr/local/bin/abhilekh
#   sudo abhilekh status
set -eu
settings=/etc/abhilekh/settings.env
program=/opt/abhilekh
user=abhilekh

if [ ! -r "$settings" ]; then
    echo "Error: $settings cannot be read; run: sudo abhilekh $*" >&2
    exit 1
fi
set -a
# shellcheck source=/dev/null
. "$settings"
set +a
HOME=$ARCHIVE_HOME
export HOME
set -- "$program/.venv/bin/python" "$program/manage.py" "$@"
# No command needs root, and files that root made would be closed to the service.
if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid="$user" --regid="$user" --init-groups --no-new-privs -- "$@"
fi
exec "$@"
