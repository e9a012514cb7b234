/// The fields of a command that are not as they should be, by what is wrong with them. A field is in one set at most.
struct FieldViolations: BitwiseCopyable {
  var invalidType = FieldSet()
  var blank = FieldSet()
  var invalidEnum = FieldSet()
  var invalidFormat = FieldSet()
  var outOfRange = FieldSet()

  var all: FieldSet { invalidType | blank | invalidEnum | invalidFormat | outOfRange }
}
