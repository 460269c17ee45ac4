#!/usr/bin/env bash
# Makes the pictures of the icon anew from its two drawings; needs rsvg-convert.
set -euo pipefail
cd "$(dirname "$0")"
for size in 16 32; do rsvg-convert -w $size -h $size crossclaim-small.svg -o crossclaim-$size.png; done
for size in 48 64 128 256 512; do rsvg-convert -w $size -h $size crossclaim.svg -o crossclaim-$size.png; done
