#!/bin/bash
# A program with Vina's interface whose behaviour is in the files beside the link it is started by:
# `version` is its answer to --version, `body` what it does with $ligand, $out and "${args[@]}".
scratch="$(cd "$(dirname "$0")" && pwd)"
if [ "$1" = --version ]; then
  source "$scratch/version"
  exit
fi
echo run >> "$scratch/runs"
args=("$@")
while [ $# -gt 0 ]; do
  case "$1" in
    --ligand) ligand="$2" ;;
    --out) out="$2" ;;
  esac
  shift 2
done
source "$scratch/body"
