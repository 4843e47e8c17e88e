import { useLingui } from '@lingui/react/macro';
import { getDocument, GlobalWorkerOptions, TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { Loading } from '../../../ui/loading.tsx';

GlobalWorkerOptions.workerSrc = workerUrl;

interface PdfViewProps {
  readonly url: string;
  readonly name: string;
  readonly onFail: () => void;
}

/** All pages below each other; a page is drawn when it comes near, with its text for selecting and reading aloud. */
export function PdfView({ url, name, onFail }: PdfViewProps) {
  const { t } = useLingui();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);

  useEffect(() => {
    const task = getDocument({ url, enableXfa: false });
    let gone = false;
    task.promise.then(
      (document) => !gone && setPdf(document),
      () => !gone && onFail(),
    );
    return () => {
      gone = true;
      void task.destroy();
    };
  }, [url, onFail]);

  if (!pdf) return <Loading />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="viewer-pdf" tabIndex={0} role="region" aria-label={t`Seiten von ${name}`}>
      {Array.from({ length: pdf.numPages }, (_, at) => (
        <PdfPage key={at} pdf={pdf} number={at + 1} />
      ))}
    </div>
  );
}

function PdfPage({ pdf, number }: { readonly pdf: PDFDocumentProxy; readonly number: number }) {
  const { t } = useLingui();
  const frame = useRef<HTMLElement>(null);
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  const [near, setNear] = useState(false);
  const total = pdf.numPages;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '120% 0px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!near || page) return;
    let gone = false;
    void pdf.getPage(number).then((loaded) => !gone && setPage(loaded));
    return () => {
      gone = true;
    };
  }, [near, page, pdf, number]);

  useEffect(() => {
    const element = frame.current;
    if (!near || !page || !element) return;
    return draw(page, element);
  }, [near, page]);

  const size = page?.getViewport({ scale: 1 });
  return (
    <section
      ref={frame}
      className="viewer-page"
      aria-label={t`Seite ${number} von ${total}`}
      style={{ aspectRatio: size ? `${size.width} / ${size.height}` : '210 / 297' }}
    />
  );
}

function draw(page: PDFPageProxy, frame: HTMLElement): () => void {
  const width = frame.clientWidth;
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const density = Math.min(2, devicePixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute('aria-hidden', 'true');
  const task = page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] });
  const text = document.createElement('div');
  text.className = 'viewer-page-text';
  text.style.setProperty('--total-scale-factor', String(scale));
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
  frame.replaceChildren(canvas, text);
  task.promise.catch(() => undefined);
  layer.render().catch(() => undefined);
  return () => {
    task.cancel();
    layer.cancel();
    frame.replaceChildren();
  };
}
