/** Colours of text and lines in all drawings. */
export const ink = "#1b1b1b";
export const faintInk = "#666666";
export const paper = "#ffffff";
