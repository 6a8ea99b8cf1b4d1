import Git
import History
import Reports
import TestSupport
import Testing

struct ShortNamesTests {
  private func names(_ people: [String], _ authors: Person...) -> [String] {
    let names = ShortNames(people)
    return authors.map { names.name(of: Author(person: $0, role: nil)) }
  }

  @Test func `those of the relationship are called by their first names, others in full`() {
    #expect(
      names(["Ana Ruiz <ana@example.org>"], .ana, Person(name: "Ana Lima", email: "lima@example.org"))
        == ["Ana", "Ana Lima"]
    )
    #expect(names([], .ana) == ["Ana Ruiz"])
  }

  @Test func `two of the same first name keep their whole names`() {
    let lima = Person(name: "Ana Lima", email: "lima@example.org")
    #expect(names(["Ana Ruiz", "Ana Lima"], .ana, lima) == ["Ana Ruiz", "Ana Lima"])
  }

  @Test func `an address of the relationship is known under any name`() {
    let web = Person(name: "benosei", email: "Ben@Example.org")
    #expect(names(["Ben Osei <ben@example.org>"], web) == ["Ben"])
  }

  @Test func `a title is no first name`() {
    #expect(names(["Prof. Dr. Ben Osei <ben@example.org>"], .ben) == ["Ben"])
    #expect(names(["Dr. <ben@example.org>"], .ben) == ["Dr."])
  }

  @Test func `who has no name is called by the address`() {
    #expect(names([], Person(name: "", email: "x@example.org")) == ["x@example.org"])
  }

  @Test(arguments: [
    ([], 16), (["Ana Ruiz", "Bo Li"], 4), (["Bartholomew Ruiz"], 11),
    (["Ana \(String(repeating: "a", count: 40))", "Ana B"], 16),
  ])
  func `the column is as wide as the names that are known`(people: [String], width: Int) {
    #expect(ShortNames(people).width == width)
  }
}
