#!/bin/sh
# Uploads what `trousse export public/` wrote to a bucket: bucket.sh public/ s3://kit.example
# Each file goes up as it is sent, with its type, in brotli where there is such a variant. What others name comes first, the
# page and the worker last. What the export no longer holds goes: it was replaced 90 days ago.
set -eu
from=${1%/}
to=${2%/}

put() { # a file, and how long it may be kept
	case $1 in
	*.css) type='text/css; charset=utf-8' ;;
	*.html) type='text/html; charset=utf-8' ;;
	*.js) type='text/javascript; charset=utf-8' ;;
	*.json) type=application/json ;;
	*.png) type=image/png ;;
	*.svg) type=image/svg+xml ;;
	*.wasm) type=application/wasm ;;
	*.webmanifest) type=application/manifest+json ;;
	*) return ;;
	esac
	if [ -e "$from/$1.br" ]; then
		aws s3 cp --only-show-errors --content-type "$type" --cache-control "$2" --content-encoding br "$from/$1.br" "$to/$1"
	else
		aws s3 cp --only-show-errors --content-type "$type" --cache-control "$2" "$from/$1" "$to/$1"
	fi
}

for file in "$from"/assets/*; do
	put "assets/${file##*/}" 'public, max-age=31536000, immutable'
done
for file in manifest.webmanifest 404.html index.html sw.js; do
	put "$file" no-cache
done
aws s3 ls "$to/assets/" | awk '{ print $4 }' | while read -r name; do
	[ -e "$from/assets/$name" ] || aws s3 rm --only-show-errors "$to/assets/$name"
done
