import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { nameProblemOf, nameWarningOf, stemLengthOf } from '../domain/names.ts';
import { useNameText } from './use-name-text.ts';

interface NameEditorProps {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly onDone: (name: string | null) => void;
}

/** Renaming in place: Enter or leaving keeps, Escape does not. */
export function NameEditor({ name, kind, onDone }: NameEditorProps) {
  const { t } = useLingui();
  const [value, setValue] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const finished = useRef(false);
  const problem = nameProblemOf(value);
  const warning = nameWarningOf(value);
  const words = useNameText();
  const hint = problem ? words.problem(problem) : warning ? words.warning(warning) : null;

  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(0, stemLengthOf(name, kind));
  }, [name, kind]);

  function finish(result: string | null) {
    if (finished.current) return;
    finished.current = true;
    onDone(result);
  }

  return (
    <span className="name-editor" data-editor>
      <input
        ref={input}
        value={value}
        aria-label={t`Neuer Name für ${name}`}
        aria-invalid={problem !== null}
        aria-describedby={hint ? 'name-editor-hint' : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setValue(event.target.value)}
        onBlur={() => finish(problem === null ? value : null)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' && problem === null) finish(value);
          if (event.key === 'Escape') finish(null);
        }}
      />
      {hint && (
        <span id="name-editor-hint" role="status" className="name-editor-hint" data-problem={problem !== null}>
          {hint}
        </span>
      )}
    </span>
  );
}
