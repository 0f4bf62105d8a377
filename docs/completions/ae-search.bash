# Made from the table of options: do not edit.
_ae_search() {
  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  case "$before" in
    --db) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --match)
      COMPREPLY=($(compgen -W 'all any' -- "$word"))
      return ;;
    --sort)
      COMPREPLY=($(compgen -W 'relevance newest oldest' -- "$word"))
      return ;;
    --show-query)
      COMPREPLY=($(compgen -W 'tokens tree xapian' -- "$word"))
      return ;;
    --format)
      COMPREPLY=($(compgen -W 'text json jsonl csv md' -- "$word"))
      return ;;
    --color)
      COMPREPLY=($(compgen -W 'auto always never' -- "$word"))
      return ;;
    --date|--outlet|--person|--org|--place|--author|--lang|--exclude|--now|--limit|--offset|--snippets|--facet-limit|--facet-find|--show) return ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '--db --date --outlet --person --org --place --author --lang --exclude --now --match --sort --limit --offset --snippets --facets= --facet-limit --facet-find --count --parse --show-query --show --why --format --color --help --version' -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _ae_search ae-search
