/// A value of a field as history tells it: text after YAML unquoting, or a list of such texts.
///
/// An absent field is `nil` where one is optional; `""` is a field that is there and empty. An empty mapping is told as an empty list.
package enum RecordedValue: Sendable, Hashable {
  case text(String)
  case list([String])
}
