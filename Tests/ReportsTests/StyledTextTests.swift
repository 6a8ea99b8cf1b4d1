import Reports
import Testing

struct StyledTextTests {
  @Test func `styles are seen only where colour is wanted`() {
    let line = StyledText("Ana", .heading) + " " + StyledText("done", .good)
    #expect(line.rendered(inColor: false) == "Ana done")
    #expect(line.rendered(inColor: true) == "\u{1b}[1mAna\u{1b}[0m \u{1b}[32mdone\u{1b}[0m")
  }

  @Test func `a terminal sequence in the text is inert in either form`() {
    let line = StyledText("\u{1b}[31mred", .strong)
    #expect(line.plainText == "\\x1b[31mred")
    #expect(line.rendered(inColor: true) == "\u{1b}[1;36m\\x1b[31mred\u{1b}[0m")
  }

  @Test func `padding counts what is seen`() {
    #expect(StyledText("abc").padded(to: 6).plainText == "abc   ")
    #expect(StyledText("\u{1b}x").padded(to: 8).plainText == "\\x1bx   ")
    #expect(StyledText("né你").padded(to: 6).plainText == "né你   ")
  }

  @Test(arguments: [4, 5, 6])
  func `two spaces at least follow a wide text`(column: Int) {
    #expect(StyledText("abcdef").padded(to: column).plainText == "abcdef  ")
  }

  @Test func `joining keeps the styles of the parts`() {
    let line = [StyledText("a", .bad), "b", "c"].joined(by: " · ")
    #expect(line.plainText == "a · b · c")
    #expect(line.spans.first?.style == .bad)
    #expect([StyledText]().joined(by: ", ").isEmpty)
  }

  @Test func `an empty text has no spans and no sequence`() {
    #expect(StyledText("", .bad).isEmpty)
    #expect(StyledText("", .bad).rendered(inColor: true) == "")
  }
}
