// CodeMirror is a classic script: it is there before any module runs.
const CodeMirror = window.CodeMirror;

// Date parts and the like are not among them: here they are columns more often.
const KEYWORDS = ("all and as asc at between bigint boolean by case cast cross date decimal desc describe distinct double else end " +
  "except exists explain extract false fetch filter from group having in inner integer intersect interval is join lateral left " +
  "like limit not null nulls offset on or order outer over partition real right rows select show smallint tables then timestamp " +
  "true try_cast union unnest using values varchar when where with").split(" ");

const FUNCTIONS = ("approx_distinct approx_percentile avg ceil coalesce count count_if current_date current_timestamp date_add " +
  "date_diff date_trunc floor format greatest if least lower max max_by merge min min_by nullif regexp_like round row_number " +
  "substr sum trim upper").split(" ");

const words = (list) => Object.fromEntries(list.map((word) => [word, true]));

CodeMirror.defineMIME("text/x-braid", {
  name: "sql",
  keywords: words(KEYWORDS),
  builtin: words(FUNCTIONS),
  atoms: words(["false", "true", "null"]),
  dateSQL: words(["date", "time", "timestamp", "interval"]),
  operatorChars: /^[*+\-%<>!=|/]/,
  support: words(["doubleQuote", "zerolessFloat"]),
});

/** A SQL editor; views are name → names of columns, once they are known. */
export class Editor {
  #code;
  #marks = [];
  #views = {};

  constructor(parent, { sql, onRun }) {
    this.#code = CodeMirror(parent, {
      value: sql,
      mode: "text/x-braid",
      lineNumbers: true,
      lineWrapping: true,
      matchBrackets: true,
      indentUnit: 2,
      viewportMargin: Infinity,
      placeholder: "SELECT … FROM a view",
      screenReaderLabel: "SQL",
      hintOptions: { completeSingle: false, hint: (code) => this.#hints(code) },
      extraKeys: {
        "Ctrl-Enter": onRun,
        "Cmd-Enter": onRun,
        "Ctrl-Space": "autocomplete",
        // Tab leaves the editor, as it leaves every other field.
        Tab: false,
        "Shift-Tab": false,
      },
    });
    this.#code.on("change", () => this.clearError());
    this.#code.on("inputRead", (code, change) => {
      if (/[\w."]/.test(change.text.join(""))) code.showHint();
    });
  }

  set views(views) {
    this.#views = views;
  }

  get sql() {
    return this.#code.getValue();
  }

  set sql(text) {
    this.#code.setValue(text);
  }

  insert(text) {
    this.#code.replaceSelection(text);
    this.#code.focus();
  }

  focus() {
    this.#code.focus();
  }

  /** CodeMirror measures itself, which it cannot before it is on the page. */
  refresh() {
    this.#code.refresh();
  }

  /** Underlines the word at this place and puts the cursor there; line and column count from 1. */
  showError(line, column) {
    this.clearError();
    const from = { line: line - 1, ch: column - 1 };
    const token = this.#code.getTokenAt({ line: from.line, ch: from.ch + 1 });
    const to = { line: from.line, ch: Math.max(token.end, from.ch + 1) };
    this.#marks = [this.#code.markText(from, to, { className: "wrong" })];
    this.#code.addLineClass(from.line, "gutter", "wrong-line");
    this.#code.setCursor(from);
    this.#code.focus();
  }

  clearError() {
    this.#marks.forEach((mark) => mark.clear());
    this.#marks = [];
    this.#code.eachLine((line) => this.#code.removeLineClass(line, "gutter", "wrong-line"));
  }

  #hints(code) {
    const cursor = code.getCursor();
    const before = code.getLine(cursor.line).slice(0, cursor.ch);
    const [, owner, word] = /(?:([\w]+)"?\.)?"?([\w$]*)$/.exec(before);
    const list = this.#candidates(owner, code.getValue())
      .filter(({ text }) => text.toLowerCase().startsWith(word.toLowerCase()) && text.toLowerCase() !== word.toLowerCase())
      .slice(0, 40);
    return { list, from: { line: cursor.line, ch: cursor.ch - word.length }, to: cursor };
  }

  #candidates(owner, sql) {
    const columns = (view) => this.#views[view].map((name) => hint(name, view));
    if (owner !== undefined && owner in this.#views) return columns(owner);
    const read = Object.keys(this.#views).filter((view) => new RegExp(`\\b${view}\\b`, "i").test(sql));
    const known = new Map();
    for (const each of read.flatMap(columns)) known.set(each.text, each);
    return [
      ...known.values(),
      ...Object.keys(this.#views).map((view) => hint(view, "view")),
      ...FUNCTIONS.map((word) => hint(word, "function")),
      ...KEYWORDS.map((word) => hint(word, "")),
    ];
  }
}

function hint(text, from) {
  return {
    text,
    render(element) {
      element.textContent = text;
      const origin = document.createElement("small");
      origin.textContent = from;
      element.append(origin);
    },
  };
}
