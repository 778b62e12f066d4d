#!/bin/sh
# Starts the service from an archive of its classes, which takes about half the time:
#
#   run.sh dupilumab-cds.jar [settings]
#   run.sh --prepare dupilumab-cds.jar     makes the archive and ends; with 1 when it cannot
#
# JAVA_HOME  the Java to use, unless it is on the path
# JAVA_OPTS  options for Java, such as -Xmx1g; the same to prepare and to start
# RUN_CACHE  a folder that only this service writes to; all in it can be made again
#
# The archive is made once for each jar, Java and options: the service is started on a database in
# memory, called, and stopped. What goes wrong with that is said, and the service starts without.
set -u

say() { echo "run.sh: $*" >&2; }
sum() { cksum | tr ' ' '-'; }

prepare=no
if [ "${1:-}" = --prepare ]; then prepare=yes; shift; fi
jar=${1:?which jar? run.sh [--prepare] dupilumab-cds.jar [settings]}
shift
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
options=${JAVA_OPTS:-}
cache=${RUN_CACHE:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/dupilumab-cds}
if [ ! -r "$jar" ]; then say "$jar cannot be read"; exit 2; fi
if ! version=$("$java" -version 2>&1); then say "$java does not run: $version"; exit 2; fi
major=$(echo "$version" | sed -n 's/.*version "\([0-9]*\).*/\1/p')

# A jar ends with the list of its parts and their checksums, so its end tells it from any other.
key=$(tail -c 1000000 "$jar" | sum)-$(echo "$version" | sum)
app=$cache/$key/dupilumab-cds.jar
if [ "${major:-0}" -ge 25 ]; then
  archive=$cache/$key/$(echo "$options" | sum).aot
  make=-XX:AOTCacheOutput= use=-XX:AOTCache= must=-XX:AOTMode=on
else
  archive=$cache/$key/$(echo "$options" | sum).jsa
  make=-XX:ArchiveClassesAtExit= use=-XX:SharedArchiveFile= must=-Xshare:on
fi

# Two starts at once: each unpacks, and whoever comes second finds that it cannot move its folder.
unpack() {
  [ -f "$app" ] && return
  why="$cache takes no unpacked jar"
  mkdir -p "$cache" 2>/dev/null && new=$(mktemp -d "$cache/new.XXXXXX" 2>/dev/null) || return
  "$java" -Djarmode=tools -jar "$jar" extract --destination "$new/$key" \
    --application-filename dupilumab-cds.jar >/dev/null 2>&1 && mv "$new/$key" "$cache" 2>/dev/null
  rm -rf "$new"
  [ -f "$app" ]
}

# Java ignores an archive that it cannot use without a word, unless it must use it.
usable() {
  # shellcheck disable=SC2086
  "$java" $options $must "$use$1" -cp "$app" -version >/dev/null 2>&1
}

# No setting of the service, nothing of its folder: the rehearsal must not reach its database.
rehearse() {
  [ -f "$archive" ] && return
  why="an archive could not be made (see $archive.log; delete that to try again)"
  [ -f "$archive.log" ] && return 1
  new=$(mktemp -d "$cache/new.XXXXXX" 2>/dev/null) || { why="$cache takes no archive"; return 1; }
  # shellcheck disable=SC2086
  if (cd "$new" && env -i PATH="$PATH" "$java" $options -Djava.io.tmpdir="$new" "$make$new/archive" \
    -jar "$app" rehearse) >"$new/log" 2>&1 && usable "$new/archive"; then
    mv "$new/archive" "$archive" 2>/dev/null
  else
    mv "$new/log" "$archive.log" 2>/dev/null
  fi
  rm -rf "$new"
  [ -f "$archive" ]
}

why=
if unpack && rehearse; then
  why="Java refuses $archive"
  if usable "$archive"; then
    [ $prepare = no ] || exit 0
    # shellcheck disable=SC2086
    exec "$java" $options "$use$archive" -jar "$app" "$@"
  fi
fi
say "$why; the service runs without an archive and starts more slowly"
[ $prepare = no ] || exit 1
# shellcheck disable=SC2086
exec "$java" $options -jar "$jar" "$@"
