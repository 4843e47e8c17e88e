import { useLingui } from '@lingui/react/macro';
import { Eye, EyeOff, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField';
import { IconButton } from './icon-button.tsx';
import './field.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children' | 'render'> {
  readonly label: string;
  /** The label is read aloud only. */
  readonly hideLabel?: boolean;
  readonly description?: ReactNode;
  /** Marks the field as wrong and says why. */
  readonly errorMessage?: string | undefined;
  readonly placeholder?: string;
  readonly icon?: LucideIcon;
  readonly multiline?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A labelled input; a password can be shown. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, description, errorMessage, placeholder, icon: Icon, multiline, inputRef, ...rest } = props;
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  const secret = rest.type === 'password';
  const invalid = errorMessage !== undefined && errorMessage !== '';
  return (
    <AriaTextField
      {...rest}
      {...(secret && shown ? { type: 'text' } : {})}
      {...(invalid ? { isInvalid: true } : {})}
      className="ui-field"
    >
      <Label className={hideLabel ? 'visually-hidden' : 'ui-label'}>{label}</Label>
      <div className="ui-input-group">
        {Icon && <Icon aria-hidden className="ui-input-icon" />}
        {multiline ? (
          <TextArea className="ui-input" placeholder={placeholder ?? ''} />
        ) : (
          <Input className="ui-input" placeholder={placeholder ?? ''} {...(inputRef ? { ref: inputRef } : {})} />
        )}
        {secret && (
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? t`Passwort verbergen` : t`Passwort anzeigen`}
            tooltip={false}
            onPress={() => setShown(!shown)}
          />
        )}
      </div>
      {description !== undefined && (
        <Text slot="description" className="ui-description">
          {description}
        </Text>
      )}
      <FieldError className="ui-field-error">{invalid ? errorMessage : undefined}</FieldError>
    </AriaTextField>
  );
}
