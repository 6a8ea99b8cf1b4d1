import Reports
import Testing

struct VisibleTextTests {
  @Test(arguments: [
    "Zwischenbericht an die Ethikkommission – über 3 µg/ml",
    "השיחה הייתה טובה. דיברנו על המאמר ועל הפוסטר.",
    "كان اللقاء مفيدًا، واتفقنا على موعد المقال.",
    "می‌خواهم مقاله را بنویسم",
    "क्षमा और श्रीलंका",
    "👩‍⚕️ 👨‍👩‍👧 ❤️ 🏳️‍🌈",
    "tab\tstays",
    "",
  ])
  func `text of any language reads as it was written`(text: String) {
    #expect(VisibleText.escaping(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test(arguments: [
    ("\u{1b}[2J", "\\x1b[2J"),
    ("\u{7}", "\\x07"),
    ("\u{0}", "\\x00"),
    ("\u{7f}", "\\x7f"),
    ("\u{9b}31m", "\\x9b31m"),
    ("one\ntwo\r\n", "one\\ntwo\\r\\n"),
    ("exe\u{202e}gnp.txt", "exe<U+202E>gnp.txt"),
    ("\u{2066}a\u{2069}", "<U+2066>a<U+2069>"),
    ("a\u{200b}b", "a<U+200B>b"),
    ("\u{200e}\u{200f}\u{61c}", "<U+200E><U+200F><U+061C>"),
    ("\u{feff}x", "<U+FEFF>x"),
    ("\u{2028}\u{2029}", "<U+2028><U+2029>"),
    ("x\u{e0041}", "x<U+E0041>"),
  ])
  func `what could steer a terminal becomes visible`(text: String, visible: String) {
    #expect(VisibleText.escaping(text) == visible)
  }

  @Test func `a control character inside a combined character is found`() {
    // Swift counts "\r\n" and a letter with a joiner as one character each.
    #expect(VisibleText.escaping("a\u{301}\u{202e}b") == "a\u{301}<U+202E>b")
    #expect(VisibleText.escaping("\r\n") == "\\r\\n")
  }

  @Test func `what is visible stays as it is when it is shown again`() {
    let once = VisibleText.escaping("\u{1b}]0;x\u{7}\u{202e}")
    #expect(VisibleText.escaping(once) == once)
  }
}
