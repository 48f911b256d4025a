import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { common } from '../i18n';
import type { FieldError, Problem } from '../wire/types';
import { Icon } from './icons';

/** The server's complaint on one field: exact name, or a member of it (`requester.phone` under `requester`). */
export function error_for(problem: Problem | null | undefined, field: string): FieldError | undefined {
  return problem?.errors?.find((error) => error.field === field || error.field === `/${field.replaceAll('.', '/')}`);
}

export function error_words(error: FieldError): string {
  const words = common.value.field_error;
  if (error.code in words) return words[error.code as keyof typeof words];
  return error.message || words.other;
}

interface FieldProps {
  label: ComponentChildren;
  /** Name as in the contract, so that the server's errors find their way: `requester.phone`. */
  name: string;
  problem?: Problem | null | undefined;
  hint?: ComponentChildren;
  required?: boolean;
  /** Draws the control; give it the ids so that label, hint and error are read with it. */
  control: (wire: {
    id: string;
    name: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ComponentChildren;
}

/** Label, hint, control, error: the order in which they are read aloud. */
export function Field(props: FieldProps): JSX.Element {
  const id = useId();
  const error = error_for(props.problem, props.name);
  const described = [props.hint != null && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class={error ? 'field field-bad' : 'field'}>
      <label for={id}>
        {props.label}
        {props.required && <span class="must">{common.value.state.required}</span>}
      </label>
      {props.hint != null && (
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.control({ id, name: props.name, 'aria-describedby': described, 'aria-invalid': !!error })}
      {error && (
        <span class="field-error" id={`${id}-error`}>
          <Icon name="i-warn" />
          {error_words(error)}
        </span>
      )}
    </div>
  );
}

interface TextProps extends Omit<FieldProps, 'control'> {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'tel' | 'email' | 'password' | 'number' | 'date' | 'time' | 'datetime-local' | 'month' | 'search';
  autocomplete?: string;
  inputmode?: 'text' | 'tel' | 'numeric' | 'email' | 'search';
  max_length?: number;
  lines?: number;
  disabled?: boolean;
}

export function TextField(props: TextProps): JSX.Element {
  const {
    value,
    onInput,
    lines,
    type = 'text',
    autocomplete = 'off',
    inputmode,
    max_length,
    disabled,
    ...field
  } = props;
  const take = (event: JSX.TargetedEvent<HTMLInputElement | HTMLTextAreaElement>): void =>
    onInput(event.currentTarget.value);
  return (
    <Field
      {...field}
      control={(wire) =>
        lines ? (
          <textarea
            {...wire}
            class="input"
            rows={lines}
            maxLength={max_length}
            value={value}
            required={field.required}
            disabled={disabled}
            onInput={take}
          />
        ) : (
          <input
            {...wire}
            class="input"
            type={type}
            inputMode={inputmode}
            autocomplete={autocomplete}
            maxLength={max_length}
            value={value}
            required={field.required}
            disabled={disabled}
            onInput={take}
          />
        )
      }
    />
  );
}

interface SelectProps<V extends string> extends Omit<FieldProps, 'control'> {
  value: V | '';
  options: readonly { value: V; label: string }[];
  /** Text of the empty choice; absent when one must be taken. */
  empty?: string;
  onChange: (value: V | '') => void;
}

export function SelectField<V extends string>(props: SelectProps<V>): JSX.Element {
  const { value, options, empty, onChange, ...field } = props;
  return (
    <Field
      {...field}
      control={(wire) => (
        <select
          {...wire}
          class="input"
          value={value}
          required={field.required}
          onChange={(event) => onChange(event.currentTarget.value as V | '')}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** A tick box or radio with a target as large as its words. */
export function Choice(props: {
  type?: 'checkbox' | 'radio';
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <label class="choice">
      <input
        type={props.type ?? 'checkbox'}
        name={props.name}
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}

/** A question with several ticks: real fieldset and legend. */
export function Group(props: {
  legend: ComponentChildren;
  hint?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <fieldset class="field">
      <legend>{props.legend}</legend>
      {props.hint != null && <span class="hint">{props.hint}</span>}
      <div class="choices">{props.children}</div>
    </fieldset>
  );
}
