#!/bin/bash
# Proves that faults lose no acknowledged step: kills, failing and torn system calls, a full disk, a pulled plug.
#
#   tests/faults/run.sh PROGRAM [short|full]      PROGRAM is built with the feature `drill`
#
# What a machine cannot do (no gcc, no loop devices, not root) is skipped with a line that says so. Exit 1 on a loss.
set -u
here=$(cd "$(dirname "$0")" && pwd)
program=$(readlink -f "$1"); form=${2:-short}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
lost=0
if [ "$form" = full ]; then kills=2000 cuts=300 limit=60 faults="5 28 13"; else kills=60 cuts=10 limit=12 faults="5"; fi

write="env -u CROSSCLAIM_STATE XDG_STATE_HOME={dir}/state $program drill write {dir}/p.crossclaim.ron"
verify="env -u CROSSCLAIM_STATE XDG_STATE_HOME={dir}/state $program drill verify {dir}/p.crossclaim.ron {acked}"
in_folder() { printf '%s' "${1//\{dir\}/$2}"; }
run() { "$@" || lost=1; }

echo "-- killed at random moments"
run python3 "$here/killloop.py" --runs "$kills" --min-ms 1 --max-ms 60 --dir "$work/kill" \
  --write "$write 100000 --save-every 37" --verify "$verify"

echo "-- failing system calls"
if command -v gcc >/dev/null; then
  cp "$here/preload-sweep.sh" "$work/"
  gcc -shared -fPIC -O2 -o "$work/faultfs.so" "$here/faultfs.c" -ldl
  d=$work/sweep
  sweep() { run bash "$work/preload-sweep.sh" -n "$limit" -d "$d" -p "$d" \
    -w "$(in_folder "$write 30 --save-every 7" "$d")" -v "$(in_folder "$verify" "$d")" "$@"; }
  for call in write fsync fdatasync rename open ftruncate; do
    for fault in $faults; do
      sweep -c "$call" -a "FAULT_ERRNO=$fault"
      sweep -c "$call" -a "FAULT_ERRNO=$fault" -r sticky
    done
    sweep -c "$call" -a FAULT_ACTION=kill
  done
  sweep -c write -a FAULT_ACTION=torn
  sweep -c write -a FAULT_ACTION=short
else
  echo "skipped: there is no gcc"
fi

echo "-- a full disk"
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
  run bash "$here/enospc.sh" -k 512k -w "$write 2000 --save-every 50" -v "$verify" -a "$write 20 --save-every 7"
else
  echo "skipped: only root may mount a small disk"
fi

echo "-- a pulled plug"
if [ "$(id -u)" = 0 ] && losetup -f >/dev/null 2>&1 && command -v mkfs.ext4 >/dev/null; then
  run python3 "$here/powercut.py" --runs "$cuts" --max-ms 250 --work "$work/cut" \
    --write "$write 100000 --save-every 23 --synced" --verify "$verify"
else
  echo "skipped: no loop devices here"
fi

[ "$lost" = 0 ] && echo "faults: nothing was lost"
exit "$lost"
