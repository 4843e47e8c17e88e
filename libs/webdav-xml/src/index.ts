/**
 * WebDAV bodies as typed values and back (RFC 4918, 5323, 5689, 6578 and what Nextcloud's clients add). Pure: text in,
 * values out. Whatever is not well-formed, too large or too deep throws `XmlInvalid`.
 */
export { DAV, OWNCLOUD, NEXTCLOUD, SABRE, emptyElement, escapeAttribute, escapeText, tagOf } from './names.ts';
export type { XmlName } from './names.ts';
export { XmlInvalid } from './xml-invalid.ts';
export type { XmlProblem } from './xml-invalid.ts';
export { decodeXml } from './decode-xml.ts';
export { defaultLimits, parseXml } from './parse-xml.ts';
export type { XmlAttribute, XmlElement, XmlLimits } from './parse-xml.ts';
export { child, childElements, childNames, is, textOf } from './xml-element.ts';
export { writeElement, writeInner } from './write-xml.ts';
export { parsePropfind } from './parse-propfind.ts';
export type { Propfind } from './parse-propfind.ts';
export { parseExtendedMkcol, parsePropertyUpdate, propertyInstructions } from './parse-property-update.ts';
export type { PropertyInstruction } from './parse-property-update.ts';
export { parseLockInfo } from './parse-lock-info.ts';
export type { LockInfo } from './parse-lock-info.ts';
export { parseReport } from './parse-report.ts';
export type { Report } from './parse-report.ts';
export { parseSearch } from './parse-search.ts';
export type { Comparison, SearchCondition, SearchRequest } from './parse-search.ts';
export { decodePath, encodePath, encodeSegment } from './href.ts';
export {
  errorDocument,
  multistatus,
  multistatusEnd,
  multistatusStart,
  propDocument,
  propertyResponse,
  propstatResponse,
  statusLine,
  statusResponse,
} from './multistatus.ts';
