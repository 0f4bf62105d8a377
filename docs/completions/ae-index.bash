# Made from the table of options: do not edit.
_ae_index() {
  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  case "$before" in
    --db) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --format)
      COMPREPLY=($(compgen -W 'auto txt md html json jsonl warc feed eml csv pdf export' -- "$word"))
      return ;;
    --rules) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --meta) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --entities)
      COMPREPLY=($(compgen -W 'on off' -- "$word"))
      return ;;
    --aliases) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --writer)
      COMPREPLY=($(compgen -W 'auto bulk api' -- "$word"))
      return ;;
    --show)
      COMPREPLY=($(compgen -W 'article analysis document' -- "$word"))
      return ;;
    --report)
      COMPREPLY=($(compgen -W 'text json' -- "$word"))
      return ;;
    --progress)
      COMPREPLY=($(compgen -W 'auto always never' -- "$word"))
      return ;;
    --set|--path-pattern|--readmit|--wait|--jobs|--memory|--backup|--for-remote|--shards|--remove|--purge) return ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '--db --format --set --rules --meta --path-pattern --all-pages --entities --aliases --readmit --rebuild --dry-run --force --watch --retry-failed --wait --jobs --memory --writer --check --repair --backup --stats --failures --audit --optimize --for-remote --shards --remove --purge --show --report --progress --quiet --verbose --help --version' -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _ae_index ae-index
