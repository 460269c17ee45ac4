#!/bin/sh
# Installs Crossclaim for you alone, or takes it out again; needs no root.
#
#   ./install.sh                      into ~/.local
#   ./install.sh --prefix FOLDER      elsewhere
#   ./install.sh --uninstall          takes out what was installed; your projects and settings stay
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=${HOME:-}/.local
uninstall=no
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || { echo "--prefix needs a folder" >&2; exit 2; }
              prefix=$2; shift ;;
    --uninstall) uninstall=yes ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0 || exit 2 ;;
  esac
  shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
# The list of what was installed, one path a line, seen from the prefix.
list=$prefix/share/crossclaim/installed

# Takes out what an earlier installation put there, and the folders that are empty then.
remove() {
  [ -f "$list" ] || return 0
  while read -r path; do rm -f "$prefix/$path"; done < "$list"
  sed 's|/[^/]*$||' "$list" | sort -ru | while read -r folder; do
    (cd "$prefix" && rmdir -p "$folder" 2>/dev/null) || true
  done
  rm -f "$list"
  rmdir "$prefix/share/crossclaim" 2>/dev/null || true
}

# Tells the desktop; a desktop without these tools looks for itself.
refresh() {
  # Without a folder of packages it would leave the type that is gone.
  mkdir -p "$prefix/share/mime/packages"
  update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true
  rmdir "$prefix/share/mime/packages" 2>/dev/null || true
  update-desktop-database -q "$prefix/share/applications" >/dev/null 2>&1 || true
  gtk-update-icon-cache -qtf "$prefix/share/icons/hicolor" >/dev/null 2>&1 || true
}

if [ $uninstall = yes ]; then
  if [ ! -f "$list" ]; then
    echo "Nothing was installed in $prefix by this script." >&2
    exit 1
  fi
  remove
  refresh
  echo "Crossclaim was taken out of $prefix. Projects, drafts and settings are where they were."
  exit 0
fi

if ! mkdir -p "$prefix/share/crossclaim" 2>/dev/null || [ ! -w "$prefix/share/crossclaim" ]; then
  echo "Nothing was installed: $prefix cannot be written to. Name another folder: ./install.sh --prefix FOLDER" >&2
  exit 1
fi
remove
mkdir -p "$prefix/share/crossclaim"
cd "$here"
find bin share -type f | sort > "$list"
while read -r path; do
  mkdir -p "$prefix/$(dirname "$path")"
  cp -p "$path" "$prefix/$path"
done < "$list"
# A desktop need not have the folder among those where it looks for programs.
for desktop in "$prefix"/share/applications/org.crossclaim.*.desktop; do
  sed -i "s|^Exec=crossclaim|Exec=\"$prefix/bin/crossclaim\"|; s|^TryExec=.*|TryExec=$prefix/bin/crossclaim|" "$desktop"
done
refresh
echo "Crossclaim is installed: $prefix/bin/crossclaim"
case :${PATH:-}: in
  *:"$prefix/bin":*) ;;
  *) echo "For the command line, add $prefix/bin to PATH." ;;
esac
