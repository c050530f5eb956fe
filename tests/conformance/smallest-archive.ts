/** The least that is PDF/A-3a and PDF/UA-1 at once, written by hand: a page with nothing on it, and a description of it. */

const metadata = (title: string) => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;

/** With or without what both standards demand most plainly: the word that it is tagged. */
export function aSmallestArchive({ marked }: { marked: boolean }): Buffer {
  const described = Buffer.from(metadata("En sida"));
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /StructTreeRoot 5 0 R ${marked ? "/MarkInfo << /Marked true >> " : ""}/Lang (sv-SE) /ViewerPreferences << /DisplayDocTitle true >> /AcroForm << /SigFlags 3 /Fields [7 0 R] >> >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Tabs /S /Annots [7 0 R] >>",
    `<< /Type /Metadata /Subtype /XML /Length ${described.length} >>\nstream\n${described.toString("latin1")}\nendstream`,
    "<< /Type /StructTreeRoot /K 6 0 R >>",
    "<< /Type /StructElem /S /Document /P 5 0 R >>",
    // A point outside the page, so that neither an appearance nor a place in the structure is asked for.
    "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /F 4 /Rect [-9 -9 -9 -9] /P 3 0 R >>",
  ];
  // A comment of four bytes above 127: ISO 19005-3, 6.1.2.
  let file = "%PDF-1.7\n%\u00E5\u00E4\u00F6\u00FC\n";
  const places = bodies.map((body, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const id = "<0123456789abcdef0123456789abcdef>";
  const size = bodies.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer\n<< /Size ${size} /Root 1 0 R /ID [${id} ${id}] >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}
