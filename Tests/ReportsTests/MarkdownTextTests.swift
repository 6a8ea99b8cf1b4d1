import Reports
import Testing

struct MarkdownTextTests {
  @Test(arguments: [
    "target 2026-06-30 → 2026-09-30 (+92 days)", "☑ Abstract agreed", "a - b = c + d", "waiting_on", "Q&A", "1 of 4.",
    "a > b", "ana@example.org", "https://example.org/a_b?c=1&d=2#e", "!", "C#", "\"Toxicity paper: …\"",
  ])
  func `what means nothing to Markdown stays as it is`(text: String) {
    #expect(MarkdownText.escaping(text) == text)
  }

  @Test(arguments: [
    ("*not bold*", #"\*not bold\*"#), ("_not italic_", #"\_not italic\_"#), ("`code`", #"\`code\`"#),
    ("[x](javascript:alert(1))", #"\[x\](javascript:alert(1))"#), ("![x](y)", #"!\[x\](y)"#),
    ("<b onclick=x>", #"\<b onclick=x>"#), ("&lt; &#60;", #"\&lt; \&#60;"#), (#"a\b"#, #"a\\b"#),
    ("~~gone~~", #"\~\~gone\~\~"#), ("$x$", #"\$x\$"#),
  ])
  func `what Markdown would take for markup is escaped`(text: String, markdown: String) {
    #expect(MarkdownText.escaping(text) == markdown)
  }

  @Test(arguments: [
    ("# no heading", ##"\# no heading"##), ("- no item", #"\- no item"#), ("+ no item", #"\+ no item"#),
    ("1. no item", #"1\. no item"#), (" 12) no item", #" 12\) no item"#), ("> no quote", #"\> no quote"#),
    ("=== no line", #"\=== no line"#),
  ])
  func `what begins a line begins no block`(text: String, markdown: String) {
    #expect(MarkdownText.escaping(text) == markdown)
  }

  @Test(arguments: [
    ("see https://example.org/a_b", "see https://example.org/a_b"),
    ("https://example.org/<b>", #"https\://example.org/\<b>"#),
    ("(https://example.org/*a*)", #"(https\://example.org/\*a\*)"#),
    ("www.example.org/~ana", #"www\.example.org/\~ana"#),
    ("www.example.org", "www.example.org"), ("https://example.org *", #"https://example.org \*"#),
  ])
  func `an address is a link only where nothing in it must be escaped`(text: String, markdown: String) {
    #expect(MarkdownText.escaping(text) == markdown)
  }

  @Test func `nobody is called by a name that stands in a record`() {
    #expect(MarkdownText.escaping("ask @ana and @ben, not x@y") == "ask `@ana` and `@ben`, not x@y")
    #expect(MarkdownText.escaping("@") == "@")
  }

  @Test func `control characters are visible, and their signs are no markup`() {
    #expect(MarkdownText.escaping("a\u{202e}b\u{7}\nc") == #"a\<U+202E>b\\x07\\nc"#)
  }

  @Test func `code and code blocks hold any text`() {
    #expect(MarkdownText.code("a `b` c") == "``a `b` c``")
    #expect(MarkdownText.code("`b`") == "`` `b` ``")
    #expect(MarkdownText.codeBlock(["a", "````"], language: "diff") == ["`````diff", "a", "````", "`````"])
    #expect(MarkdownText.codeBlock(["\u{1b}[2J"], language: "") == ["```", "\\x1b[2J", "```"])
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["http://", "&a", "  #", "1.", "www.", "@a ", "://*", "`"])
  func `a long line takes no more than its length`(piece: String) {
    #expect(MarkdownText.escaping(String(repeating: piece, count: 100_000)).count >= 100_000 * piece.count)
  }
}
