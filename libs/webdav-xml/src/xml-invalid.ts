export type XmlProblem = 'malformed' | 'doctype' | 'too-large' | 'too-deep' | 'encoding' | 'unexpected';

/** The text is not what the protocol asks for. `problem` says why, `message` where. */
export class XmlInvalid extends Error {
  override readonly name = 'XmlInvalid';
  readonly problem: XmlProblem;

  constructor(problem: XmlProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
