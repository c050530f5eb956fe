/** A letter as plain text and as HTML that holds together in a narrow window and without pictures. */
import type { Letter } from "#domain/texts/mail.sv";

const signsOf: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signsOf[sign] ?? sign);

export function asText({ paragraphs, action, facts, footer }: Letter): string {
  return [
    ...paragraphs,
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join("\n")] : []),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    `-- \n${footer}`,
  ].join("\n\n");
}

// Mail programs keep little of a style sheet: every rule stands on its element. Lengths in px, as they treat rem unevenly.
const font = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#15262e";
const paragraph = `${font};font-size:16px;line-height:1.5;margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere`;

export function asHtml({ subject, paragraphs, action, facts, language, footer }: Letter): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<dt style="${font};font-size:14px;color:#4a5b63;margin:0">${escaped(label)}</dt><dd style="${font};font-size:16px;margin:0 0 12px;overflow-wrap:anywhere">${escaped(value)}</dd>`,
  );
  const button = action
    ? `<p style="margin:24px 0"><a href="${escaped(action.url)}" style="${font};font-size:16px;font-weight:600;color:#ffffff;background:#123c4a;padding:12px 20px;border-radius:8px;text-decoration:none;display:inline-block">${escaped(action.label)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f4f0"><div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:12px;padding:28px 24px">
<p style="${font};font-size:14px;font-weight:700;margin:0 0 20px;color:#123c4a">RSS-portalen</p>
<h1 style="${font};font-size:22px;line-height:1.3;margin:0 0 16px;overflow-wrap:anywhere;hyphens:auto">${escaped(subject)}</h1>
${paragraphs.map((text) => `<p style="${paragraph}">${escaped(text)}</p>`).join("\n")}
${rows.length > 0 ? `<dl style="margin:20px 0;padding:16px 0 4px;border-top:1px solid #d9dee0">${rows.join("")}</dl>` : ""}
${button}
<p style="${font};font-size:13px;line-height:1.5;color:#4a5b63;border-top:1px solid #d9dee0;margin:24px 0 0;padding-top:16px">${escaped(footer)}</p>
</div></body></html>`;
}
