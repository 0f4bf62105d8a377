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
    --weights)
      COMPREPLY=($(compgen -W 'full proximity words plain' -- "$word"))
      return ;;
    --collapse)
      COMPREPLY=($(compgen -W 'copies near outlet' -- "$word"))
      return ;;
    --batch) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --show-query)
      COMPREPLY=($(compgen -W 'tokens tree xapian' -- "$word"))
      return ;;
    --format)
      COMPREPLY=($(compgen -W 'text json jsonl csv md bibtex csl-json trec ids' -- "$word"))
      return ;;
    --color)
      COMPREPLY=($(compgen -W 'auto always never' -- "$word"))
      return ;;
    --pager)
      COMPREPLY=($(compgen -W 'auto never' -- "$word"))
      return ;;
    --date|--outlet|--person|--org|--place|--author|--lang|--exclude|--now|--recency|--limit|--offset|--snippets|--timeout|--pairs|--facet-limit|--facet-find|--similar|--show|--complete) return ;;
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '--db --partial --verify --date --outlet --person --org --place --author --lang --exclude --now --plain --match --sort --recency --expand --weights --explain --collapse --versions --limit --offset --snippets --timeout --facets= --pairs --facet-limit --facet-find --similar --batch --count --parse --show-query --show --complete --why --format --color --pager --help --version' -- "$word"))
  else
    local line="${COMP_LINE:0:COMP_POINT}" db=() i IFS=$'\n'
    local typed="${line##* }"
    local field="${typed%"${typed##*:}"}"
    for ((i = 1; i + 1 < COMP_CWORD; ++i)); do
      [[ ${COMP_WORDS[i]} == --db && ${COMP_WORDS[i+1]} == = ]] && db+=(--db "${COMP_WORDS[i+2]}")
      [[ ${COMP_WORDS[i]} == --db && ${COMP_WORDS[i+1]} != = ]] && db+=(--db "${COMP_WORDS[i+1]}")
    done
    COMPREPLY=($(ae-search "${db[@]}" --complete "$typed" 2>/dev/null | cut -f1))
    for i in "${!COMPREPLY[@]}"; do
      if [[ ${COMPREPLY[i]} == "${field:-$typed}"* ]]; then
        printf -v "COMPREPLY[i]" %q "${COMPREPLY[i]#"$field"}"
      else  # a name that holds the word elsewhere
        unset "COMPREPLY[i]"
      fi
    done
    [[ ${COMPREPLY[*]} == *: ]] && compopt -o nospace
  fi
}
complete -F _ae_search ae-search
