import Records
import TestSupport
import Testing

struct ShellWordTests {
  @Test(arguments: [
    "paper", "goals/toxicity-paper.md", "ana@example.org", "https://host.example:8080/a~b/c.git", "a=b,c+d", "Zoë",
    "50%",
  ])
  func `an ordinary word stays as it is`(word: String) {
    #expect(ShellWord.quoted(word) == word)
  }

  @Test(arguments: [
    ("", "''"), ("My Notes", "'My Notes'"), ("Ana's", #"'Ana'\''s'"#), ("$(touch x)", "'$(touch x)'"),
    ("~ana", "'~ana'"),
    ("=ls", "'=ls'"),
  ])
  func `a word in which a shell sees more is quoted`(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
    #expect("rapport show \(shell: word)" == "rapport show \(quoted)")
  }

  @Test(arguments: [
    "", "a b", "a\tb", "a\nb", "'", "''a''", "\"", "$HOME", "`id`", "$(id)", "a;id", "a&id", "a|id", "a>b", "*",
    "[a-z]",
    "{a,b}", "~", "~/x", "#x", "!x", #"\x"#, "a\r\nb", "é'ñ", "-n",
  ])
  func `a shell reads back the word that was meant`(word: String) throws {
    let shell = try ChildProcess(
      ["/bin/sh", "-c", "printf '%s|' \(shell: word)"],
      in: "/",
      environment: ["HOME": "/home/ana"]
    )
    #expect(try shell.wait().stdout == word + "|")
  }
}
