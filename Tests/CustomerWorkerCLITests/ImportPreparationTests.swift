import BulkOnboarding
import CustomerContract
import Settings
import Testing

@testable import CustomerWorkerCLI

@Suite struct ImportPreparationTests {
  @Test func `A broker that does not answer is no sign that a job is new`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("c.csv", "legalName,displayName,customerType\nA,a,active\n")
    var settings = WorkerSettings()
    settings.kafka.bootstrapServers = "127.0.0.1:1"
    var options = KafkaImport.Options(job: try #require(JobName("job")), resumeLine: nil)
    options.isNamed = true
    let preparation = ImportPreparation(
      settings: settings, options: options, inputs: ImportInputs(path: path, limits: settings.rules.limits), path: path,
      file: try ImportFile(path: path), reporter: ImportReporter(ProgramEnvironment(), ahead: 1))
    var failure: JobsTopicError?
    do throws(JobsTopicError) { _ = try preparation.readFile { true } } catch { failure = error }
    guard case .unavailable = failure else {
      Issue.record("the file is read as a new job's: \(String(describing: failure))")
      return
    }
  }
}
