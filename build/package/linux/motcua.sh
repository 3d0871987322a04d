#!/bin/sh
# Chromium refuses its sandbox to root (a container, a build machine): root alone runs without it, everybody else keeps it.
# Its complaints on stderr are for its makers; a script that runs a command reads that stream.
if [ "$(id -u)" -eq 0 ]; then
  exec /opt/motcua/motcua --no-sandbox --log-level=3 "$@"
fi
exec /opt/motcua/motcua --log-level=3 "$@"
