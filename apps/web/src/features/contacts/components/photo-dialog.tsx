import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { squareOf } from '../domain/photo-crop.ts';

interface PhotoDialogProps {
  readonly image: ImageBitmap;
  readonly onDone: (photo: Blob) => void;
  readonly onClose: () => void;
}

/** What phones show, and what fits into a card, in pixels. */
const side = 400;
const most = 5;
/** How far an arrow key moves it, of what is shown. */
const stride = 0.05;

/** Which part of a picture is the face: drawn by mouse or finger, moved by arrows. */
export function PhotoDialog({ image, onDone, onClose }: PhotoDialogProps) {
  const { t } = useLingui();
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [at, setAt] = useState({ x: image.width / 2, y: image.height / 2, zoom: 1 });
  const square = squareOf(image, at);

  useEffect(() => {
    const { left, top, side: shown } = square;
    const pen = canvas.current?.getContext('2d') ?? null;
    if (pen === null) return;
    // What can be seen through would be black.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, side, side);
    pen.drawImage(image, left, top, shown, shown, 0, 0, side, side);
  }, [image, square]);

  /** By a share of what is shown. */
  function move(x: number, y: number) {
    const middle = { x: square.left + square.side / 2, y: square.top + square.side / 2 };
    setAt({ ...at, x: middle.x + x * square.side, y: middle.y + y * square.side });
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-stride, 0],
      ArrowRight: [stride, 0],
      ArrowUp: [0, -stride],
      ArrowDown: [0, stride],
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(...step);
  }

  function onPointerMove(event: PointerEvent<HTMLCanvasElement>) {
    if (held.current === null) return;
    const { width } = event.currentTarget.getBoundingClientRect();
    move((held.current.x - event.clientX) / width, (held.current.y - event.clientY) / width);
    held.current = { x: event.clientX, y: event.clientY };
  }

  return (
    <Dialog
      size="small"
      isOpen
      title={t`Ausschnitt wählen`}
      onOpenChange={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            <Trans>Abbrechen</Trans>
          </Button>
          <Button
            variant="primary"
            onPress={() => canvas.current?.toBlob((made) => made !== null && onDone(made), 'image/jpeg', 0.9)}
          >
            <Trans>Bild übernehmen</Trans>
          </Button>
        </>
      }
    >
      <div className="photo-crop">
        <canvas
          ref={canvas}
          width={side}
          height={side}
          // The picture is moved by the keys of arrows: what hears keys is reached by Tab.
          tabIndex={0}
          role="application"
          aria-label={t`Ausschnitt: mit den Pfeiltasten verschieben`}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            held.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => (held.current = null)}
          onPointerCancel={() => (held.current = null)}
        />
        <label>
          <Trans>Vergrößerung</Trans>
          <input
            type="range"
            min={1}
            max={most}
            step={0.1}
            value={at.zoom}
            onChange={(event) => setAt({ ...at, zoom: Number(event.target.value) })}
          />
        </label>
      </div>
    </Dialog>
  );
}
