/// Looks for settings by which a secret or the commands can be read by others, or by which no connection comes about.
struct SecurityCheck {
  let loaded: LoadedSettings
  /// The version of the library in this process, as `rd_kafka_version` has it: `0x020601ff` is 2.6.1.
  let librdkafka: Int32

  var warnings: [SettingWarning] {
    loaded.properties.compactMap(exposure) + loaded.properties.compactMap(weakness)
      + WorkerSettings.Kafka.Client.allCases.flatMap(connectionWarnings).reduce(into: []) { found, warning in
        if !found.contains(warning) { found.append(warning) }
      }
  }

  // MARK: One property

  /// A secret that others can read.
  private func exposure(of property: SuppliedProperty) -> SettingWarning? {
    guard PropertyName.isSecret(property.name) else { return nil }
    switch property.source {
    case .flag:
      return SettingWarning(
        property, problem: "is a secret on the command line, which every user of this machine can read",
        remedy: Self.remedy(for: property))
    case .file(let path, _, _) where SmallFile.isReadableByAll(path):
      return SettingWarning(
        property, problem: "is a secret in a file that every user of this machine can read",
        remedy: "take that right away (chmod 640), or: \(Self.remedy(for: property))")
    default: return nil
    }
  }

  private static func remedy(for property: SuppliedProperty) -> String {
    guard let setting = Setting.all.first(where: { $0.key == property.setting }),
      let variable = PropertyName.variablePart(of: property.name)
    else { return "write it into the settings file, with the rights 640" }
    return "name a file that holds it by the variable \(setting.variable)_\(variable)\(SettingSource.secretFileSuffix)"
  }

  private func weakness(of property: SuppliedProperty) -> SettingWarning? {
    switch (property.name, property.value.lowercased()) {
    case ("enable.ssl.certificate.verification", "false"), ("enable.ssl.certificate.verification", "f"),
      ("enable.ssl.certificate.verification", "0"):
      SettingWarning(
        property, problem: "is off: whoever is between this host and the brokers can be taken for them",
        remedy: "take it out, and name the authority of the brokers' certificates by ssl.ca.location")
    case ("ssl.endpoint.identification.algorithm", "none"):
      SettingWarning(
        property, problem: "is none: any certificate of the same authority can be taken for a broker's",
        remedy: "take it out; the brokers' certificates must have their host names")
    default: nil
    }
  }

  // MARK: A client's connection

  private func connectionWarnings(of client: WorkerSettings.Kafka.Client) -> [SettingWarning] {
    let kafka = loaded.settings.kafka
    let securityProtocol = kafka.securityProtocol(for: client)
    func property(_ names: String...) -> SuppliedProperty? {
      loaded.properties(for: client).last { names.contains($0.name) }
    }
    guard securityProtocol.hasPrefix("SASL") else {
      return loaded.properties(for: client).filter { Self.needsSASL.contains($0.name) }.map { property in
        SettingWarning(
          property, problem: "has no effect: security.protocol is \(securityProtocol)",
          remedy: "set security.protocol to SASL_SSL, or take it out")
      }
    }
    var warnings: [SettingWarning] = []
    let mechanism = property("sasl.mechanisms", "sasl.mechanism")
    if let mechanism, let problem = SCRAM.problem(of: mechanism.value, librdkafka) {
      warnings.append(SettingWarning(mechanism, problem: problem, remedy: SCRAM.remedy))
    }
    if mechanism == nil {
      let location = property("security.protocol")
      warnings.append(
        SettingWarning(
          source: location?.source ?? .default, key: "kafka.properties.sasl.mechanisms",
          problem: "is not set, which means GSSAPI (Kerberos)",
          remedy: "set it to a mechanism of the brokers, as PLAIN or OAUTHBEARER; GSSAPI needs sasl.kerberos.keytab"))
    }
    let remote = (BrokerAddress.list(kafka.bootstrapServers) ?? []).first { !$0.isLoopback }
    if securityProtocol == "SASL_PLAINTEXT", let remote {
      let sent = mechanism?.value.uppercased() == "PLAIN" ? "the password and the commands" : "the commands"
      let location = property("security.protocol")
      warnings.append(
        SettingWarning(
          source: location?.source ?? .default, key: location?.key ?? "kafka.properties.security.protocol",
          problem: "is SASL_PLAINTEXT: \(sent) go to \(remote.host) unencrypted",
          remedy: "use SASL_SSL, for which the brokers need a listener with TLS"))
    }
    return warnings
  }

  private static let needsSASL = ["sasl.username", "sasl.password", "sasl.mechanism", "sasl.mechanisms"]
}

extension LoadedSettings {
  /// The settings that are taken but are probably not what their user wants.
  ///
  /// - Parameter librdkafka: the version of the library, as `rd_kafka_version` has it.
  public func warnings(librdkafka: Int32) -> [SettingWarning] {
    SecurityCheck(loaded: self, librdkafka: librdkafka).warnings
  }
}
