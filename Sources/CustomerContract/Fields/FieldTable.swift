/// The fields of a command, in the order in which errors are reported.
///
/// Nothing else defines a field: the validator, the defaults, the samples and every document come from this table.
public struct FieldTable: Sendable {
  public let fields: [Field]

  public init(_ fields: [Field]) {
    self.fields = fields
  }

  public func field(named name: String) -> Field? { fields.first { $0.name == name } }

  /// The input of `customer.create`.
  public static let customer = FieldTable([
    Field("legalName", .text, isRequired: true, "Legal name"),
    Field("displayName", .text, isRequired: true, "Display name"),
    Field("customerType", .enumeration(["prospect", "active", "partner"]), isRequired: true, "Customer type"),
    Field(
      "industrySegment",
      .enumeration([
        "corporate", "retail", "hospitality", "healthcare", "education", "government", "residential", "industrial",
        "financial", "other",
      ]), "Industry segment"),
    Field(
      "status", .enumeration(["active", "inactive", "suspended", "churned"]), isRequired: true,
      defaultJSON: #""active""#, "Status"),
    Field("customerSince", .formatted(.dateTime), "Customer since"),
    Field("contractTerms", .object, "Contract terms"),
    Field("billingPreferences", .object, "Billing preferences"),
    Field("taxProfile", .object, "Tax profile"),
    Field("healthScore", .integer, "Health score"),
    Field("annualRevenue", .unknown, "Annual revenue"),
    Field("ownerUserId", .string, "ID of the associated owner user"),
    Field("parentCustomerId", .string, "ID of the associated parent customer"),
    Field("notesSummary", .string, "Notes summary"),
    Field("accountNumber", .string, "Account number"),
    Field("website", .formatted(.uri), "Website"),
    Field("primaryPhone", .string, "Primary phone"),
    Field("primaryEmail", .formatted(.email), "Primary email"),
    Field("faxNumber", .string, "Fax number"),
    Field("physicalAddress", .object, "Physical address"),
    Field("mailingAddress", .object, "Mailing address"),
    Field("billingAddress", .object, "Billing address"),
    Field(
      "paymentTerms", .enumeration(["net_15", "net_30", "net_45", "net_60", "net_90", "due_on_receipt", "custom"]),
      "Payment terms"),
    Field("taxExempt", .boolean, isRequired: true, defaultJSON: "false", "Tax exempt"),
    Field("creditLimit", .unknown, "Credit limit"),
    Field("source", .enumeration(["referral", "web", "trade_show", "cold_call", "partner", "other"]), "Source"),
    Field("referredBy", .string, "Referred by"),
    Field("workspaceId", .string, "ID of the associated workspace"),
    Field(
      "visibilityMode", .enumeration(["global", "workspace_local", "shared"]), isRequired: true,
      defaultJSON: #""workspace_local""#, "Visibility mode"),
  ])
}
