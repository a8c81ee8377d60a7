//! What processes are asked to do: the body of an execute request, for each process.

use nabij::api::processes::execution::Execution;
use nabij::api::processes::process::Process;
use nabij::api::processes::task::Task;

use super::town::study;

/// Reads bytes as what is asked of each process.
pub fn read(bytes: &[u8]) {
    let study = study();
    for process in Process::EVERY {
        if let Ok(execution) = Execution::read(process, bytes) {
            let _task = Task::read(process, execution.inputs, &study);
        }
    }
}
