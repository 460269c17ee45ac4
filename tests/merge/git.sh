#!/bin/sh
# Two people annotate the sample on two branches, and real git merges them through the program as its merge driver.
#
#   tests/merge/git.sh PROGRAM
#
# Prints what it saw; exit 1 when something is not as it should be. Needs git.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
sample=$here/../../assets/sample/sample.crossclaim.ron
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
# Nothing of this computer's user takes part.
export HOME="$work" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL="$work/gitconfig"
export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@example.org
file=rents.crossclaim.ron

fail() { echo "FAILED: $*"; exit 1; }
as() { person=$1; shift; CROSSCLAIM_STATE="$work/state-$person" "$program" "$@"; }
count() { as any stats "$1" --json | sed "s/.*\"$2\":\([0-9]*\).*/\1/"; }
is() { if [ "$2" = "$3" ]; then echo "$1: $2"; else fail "$1 is $2 and should be $3"; fi; }
sound() { is "check of the merged file" "$(as any check "$file" 2>/dev/null)" ok; }

# One claim more, by somebody who tagged elsewhere: tag PERSON NUMBER START END
tag() {
  document=$(sed -n '/^documents: \[/{n;s/^(id: "\([^"]*\)".*/\1/p;}' "$file")
  mkdir -p "$work/rows-$1"
  echo "{\"id\":\"0199aaaa-0000-7000-8000-00000000000$2\",\"name\":\"$1\"}" >"$work/rows-$1/annotators.jsonl"
  printf '{"id":"0199bbbb-0000-7000-8000-%012d","document_id":"%s","start_cp":%d,"end_cp":%d,"annotator_id":"0199aaaa-0000-7000-8000-00000000000%d"}\n' \
    "$2$3" "$document" "$3" "$4" "$2" >"$work/rows-$1/claims.jsonl"
  as "$1" import "$file" --format jsonl "$work/rows-$1/annotators.jsonl" "$work/rows-$1/claims.jsonl" >/dev/null \
    || fail "$1 could not tag"
}

# Both ends of a double edit: the statement of the first claim.
restate() {
  line=$(grep -n '^claims: \[' "$file" | cut -d: -f1)
  sed "$((line + 1))s/, statement: \"[^\"]*\"//;$((line + 1))s/, annotator: /, statement: \"$1\", annotator: /" \
    "$file" >"$work/changed" && cp "$work/changed" "$file"
}

driver() {
  git -C "$1" config merge.crossclaim.name "Crossclaim projects"
  git -C "$1" config merge.crossclaim.driver "'$program' merge %O %A %B --out %A"
}

echo "-- $(git --version)"
git init -q -b main "$work/shared" && cd "$work/shared"
echo "*.crossclaim.ron merge=crossclaim -text" >.gitattributes
cp "$sample" "$file"
git add . && git commit -qm "The sample"
claims=$(count "$file" claims); annotators=$(count "$file" annotators)

echo "-- two people tag, each in a clone of their own"
for person in Ann Ben; do
  git clone -q "$work/shared" "$work/$person" && driver "$work/$person"
done
cd "$work/Ann" && git switch -qc ann && tag Ann 1 0 20 && git commit -qam "Ann tags"
cd "$work/Ben" && git switch -qc ben && tag Ben 2 30 50 && git commit -qam "Ben tags"
cd "$work/Ann" && git fetch -q "$work/Ben" ben:ben
git merge -q -m "Both" ben >"$work/said" 2>&1 || { cat "$work/said"; fail "git merge found a conflict"; }
is "claims of both" "$(count "$file" claims)" $((claims + 2))
is "annotators of both" "$(count "$file" annotators)" $((annotators + 2))
is "conflicts" "$(count "$file" conflicts)" 0
is "files that git calls unmerged" "$(git diff --name-only --diff-filter=U | wc -l | tr -d ' ')" 0
sound
before=$(git hash-object "$file")
git merge -q ben >/dev/null 2>&1
is "the file after merging once more" "$(git hash-object "$file")" "$before"

echo "-- the other way round"
git branch before ann~1 && cd "$work/Ben" && git fetch -q "$work/Ann" before:ann && git merge -q -m "Both" ann >/dev/null 2>&1 || fail "no merge"
is "the file" "$(git hash-object "$file")" "$before"

echo "-- both change one field of one claim"
cd "$work/Ann" && git switch -q ann
git switch -qc left && restate "Ann says so" && tag Ann 1 60 70 && git commit -qam "Ann restates"
git switch -q ann && git switch -qc right && restate "Ben says so" && tag Ben 2 80 90 && git commit -qam "Ben restates"
if git merge -m "Double edit" left >"$work/said" 2>&1; then fail "git merge told nobody of the conflict"; fi
sed 's/^/   git: /' "$work/said"
is "conflicts that were listed" "$(grep -c 'statement is' "$work/said")" 1
is "conflicts in the file" "$(count "$file" conflicts)" 1
is "files that git calls unmerged" "$(git diff --name-only --diff-filter=U)" "$file"
is "claims of both" "$(count "$file" claims)" $((claims + 4))
is "lines with the value that gave way" "$(grep -c 'Ann says so' "$file")" 1
is "lines with the value that was kept" "$(grep -c 'Ben says so' "$file")" 2
grep -q '<<<<<<<' "$file" && fail "git wrote its marks into the file"
sound
as any threads "$file" --json >/dev/null || fail "threads"
as any agreement "$file" --json >/dev/null || fail "agreement"
git add "$file" && git commit -qm "With the conflict in it" && echo "committed with the conflict, to be settled in the window"

echo "-- both add the file"
git init -q -b main "$work/new" && cd "$work/new" && driver . && cp "$work/shared/.gitattributes" .
git add . && git commit -qm "No project"
git switch -qc one && cp "$sample" "$file" && tag Ann 1 0 20 && git add . && git commit -qm "One adds it"
git switch -q main && git switch -qc two && cp "$sample" "$file" && tag Ben 2 30 50 && git add . && git commit -qm "Two adds it"
git merge -q -m "Both" one >"$work/said" 2>&1 || { cat "$work/said"; fail "git merge found a conflict"; }
is "claims of both" "$(count "$file" claims)" $((claims + 2))
sound

echo "-- a file that is damaged on one side"
git switch -qc whole && tag Ann 1 60 70 && git commit -qam "Ann goes on"
git switch -q two && git switch -qc broken && head -c 3000 "$file" >"$work/cut" && cp "$work/cut" "$file" && git commit -qam "Cut"
if git merge -m "Damaged" whole >"$work/said" 2>&1; then fail "a damaged file was merged"; fi
sed 's/^/   git: /' "$work/said"
grep -q "Nothing was merged" "$work/said" || fail "no word about what is wrong"
is "our side" "$(git hash-object "$file")" "$(git rev-parse "HEAD:$file")"
echo "all as it should be"
