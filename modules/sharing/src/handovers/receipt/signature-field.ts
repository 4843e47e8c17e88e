interface Field {
  readonly signatureBytes: number;
  readonly signer: string;
  readonly reason: string;
  readonly at: Date;
}

/** What pdfkit has of a PDF's objects, which its types do not tell. */
interface Internals {
  ref(data: object): Reference;
  readonly _root: Reference;
  readonly page: { readonly dictionary: Reference; readonly annotations: Reference[] };
}
interface Reference {
  readonly data: Record<string, unknown>;
  end(): void;
}

/** As wide as a number in it can become; the signer writes the real ones over it. */
const unknown = 9_999_999_999;

/** An invisible signature field (PDF 32000-1 section 12.7.4.5, ETSI EN 319 142-1) whose value is still empty. */
export function addSignatureField(document: PDFKit.PDFDocument, { signatureBytes, signer, reason, at }: Field): void {
  const doc = document as unknown as Internals;
  const value = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, unknown, unknown, unknown],
    Contents: Buffer.alloc(signatureBytes),
    // a String object is how pdfkit tells a text from a name
    Name: new String(signer),
    Reason: new String(reason),
    M: at,
  });
  value.end();
  const field = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Siegel'),
    TU: new String(reason),
    V: value,
    // printed, locked: a field of no size shows nothing
    F: 132,
    Rect: [0, 0, 0, 0],
    P: doc.page.dictionary,
  });
  field.end();
  doc.page.annotations.push(field);
  document.initForm();
  const form = (doc._root.data['AcroForm'] as Reference).data;
  (form['Fields'] as Reference[]).push(field);
  form['SigFlags'] = 3;
  // who makes a field anew changes what was signed
  delete form['NeedAppearances'];
}
