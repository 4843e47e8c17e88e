import assert from 'node:assert/strict';
import { it } from 'node:test';
import { htmlOf } from './html-of.ts';

it('a text becomes a page with paragraphs and links, and nothing of it becomes markup', () => {
  const html = htmlOf('<b>A & B</b>', 'Hallo <i>Anna</i>,\nsiehe https://cloud.example/x?a=1&b="2".\n\nBis bald', 'de');
  assert.match(html, /<html lang="de">/);
  assert.match(html, /<title>&lt;b&gt;A &amp; B&lt;\/b&gt;<\/title>/);
  assert.ok(html.includes('<p>Hallo &lt;i&gt;Anna&lt;/i&gt;,<br>\n'));
  assert.ok(
    html.includes('<a href="https://cloud.example/x?a=1&amp;b=">https://cloud.example/x?a=1&amp;b=</a>&quot;2&quot;.'),
  );
  assert.ok(html.includes('<p>Bis bald</p>'));
});
