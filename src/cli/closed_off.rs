//! What the process that reads sent files may still do once it knows its file: read that file and the tables of GDAL and
//! PROJ, write in its own folder, think. No other file, no socket, no other program.
//!
//! Two locks, so that a mistake in one is not the end: Landlock keeps to the folders, seccomp to the calls on a list. A
//! kernel that lacks one goes on without it; `known_holes` tells what is then possible.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    RulesetStatus, Scope, path_beneath_rules,
};
use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

/// The newest rules that are asked for; an older kernel keeps what it knows of them.
const RULES: ABI = ABI::V6;
/// What libraries read besides the file: tables of coordinate systems and encodings, and how large the machine is.
const READ_BY_LIBRARIES: [&str; 8] = [
    "/usr/share/proj",
    "/usr/share/gdal",
    "/usr/local/share/proj",
    "/usr/local/share/gdal",
    "/usr/lib",
    "/dev/null",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
];
/// Where GDAL and PROJ have their tables, when the system has them elsewhere than usual.
const TABLES: [&str; 3] = ["GDAL_DATA", "PROJ_DATA", "PROJ_LIB"];

/// Calls of files that are open or within the folders, of memory, of threads of this process, and of the clock.
const CALLS: &[c_long] = &[
    libc::SYS_brk,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_close,
    libc::SYS_copy_file_range,
    libc::SYS_dup,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fadvise64,
    libc::SYS_fallocate,
    libc::SYS_fchmod,
    libc::SYS_fcntl,
    libc::SYS_fdatasync,
    libc::SYS_fstat,
    libc::SYS_fstatfs,
    libc::SYS_fsync,
    libc::SYS_ftruncate,
    libc::SYS_futex,
    libc::SYS_getcwd,
    libc::SYS_getdents64,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_getuid,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_pwrite64,
    libc::SYS_read,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_sigaltstack,
    libc::SYS_statfs,
    libc::SYS_statx,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_unlinkat,
    libc::SYS_write,
    libc::SYS_writev,
];
/// The older names of some of these, which only this processor has.
#[cfg(target_arch = "x86_64")]
const OLDER_CALLS: &[c_long] = &[
    libc::SYS_access,
    libc::SYS_getdents,
    libc::SYS_lstat,
    libc::SYS_open,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_stat,
    libc::SYS_time,
    libc::SYS_unlink,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER_CALLS: &[c_long] = &[];

/// Why a lock could not be made. That the kernel lacks it is none.
#[derive(Debug, thiserror::Error)]
pub enum NotClosed {
    /// Landlock refused the rules.
    #[error("Landlock")]
    Folders(#[from] RulesetError),
    /// The list of calls cannot be a filter.
    #[error("seccomp")]
    Calls(#[from] seccompiler::BackendError),
}

/// Which locks the kernel has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locks {
    /// Landlock: only these folders.
    pub folders: bool,
    /// Seccomp: only these calls.
    pub calls: bool,
}

/// Closes this process off but for reading and writing in `folder`. It cannot be undone.
///
/// # Errors
/// Rules that are not understood; a kernel that lacks them is no error.
pub fn close_off(folder: &Path) -> Result<Locks, NotClosed> {
    Ok(Locks {
        folders: keep_to_folders(folder)?,
        calls: keep_to_calls()?,
    })
}

fn keep_to_folders(folder: &Path) -> Result<bool, RulesetError> {
    let tables = TABLES.into_iter().filter_map(std::env::var_os);
    let read = READ_BY_LIBRARIES.into_iter().map(PathBuf::from);
    let read: Vec<PathBuf> = read.chain(tables.map(PathBuf::from)).collect();
    let reading = AccessFs::ReadFile | AccessFs::ReadDir;
    let writing = reading
        | AccessFs::WriteFile
        | AccessFs::MakeReg
        | AccessFs::RemoveFile
        | AccessFs::Truncate;
    // Folders that are not there are left out.
    let kept = Ruleset::default()
        .handle_access(AccessFs::from_all(RULES))?
        .handle_access(AccessNet::from_all(RULES))?
        .scope(Scope::from_all(RULES))?
        .create()?
        .add_rules(path_beneath_rules(read, reading))?
        .add_rules(path_beneath_rules([folder], writing))?
        .restrict_self()?;
    Ok(kept.ruleset != RulesetStatus::NotEnforced)
}

fn keep_to_calls() -> Result<bool, seccompiler::BackendError> {
    let program: BpfProgram = filter()?.try_into()?;
    Ok(seccompiler::apply_filter(&program).is_ok())
}

/// What is not on the list does not exist, so that libraries take the older call that is.
fn filter() -> Result<SeccompFilter, seccompiler::BackendError> {
    let always = CALLS.iter().chain(OLDER_CALLS);
    let mut rules: BTreeMap<c_long, Vec<SeccompRule>> =
        always.map(|call| (*call, Vec::new())).collect();
    let threads = libc::CLONE_THREAD as u64;
    rules.insert(
        libc::SYS_clone,
        where_argument(0, SeccompCmpOp::MaskedEq(threads), threads)?,
    );
    let own = u64::from(std::process::id());
    // To end itself.
    rules.insert(libc::SYS_tgkill, where_argument(0, SeccompCmpOp::Eq, own)?);
    rules.insert(libc::SYS_prlimit64, where_argument(0, SeccompCmpOp::Eq, 0)?);
    SeccompFilter::new(
        rules,
        SeccompAction::Errno(libc::ENOSYS as u32),
        SeccompAction::Allow,
        std::env::consts::ARCH.try_into()?,
    )
}

fn where_argument(
    number: u8,
    comparison: SeccompCmpOp,
    value: u64,
) -> Result<Vec<SeccompRule>, seccompiler::BackendError> {
    let condition = SeccompCondition::new(number, SeccompCmpArgLen::Qword, comparison, value)?;
    Ok(vec![SeccompRule::new(vec![condition])?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_no_call_that_leads_out() {
        let out = [
            libc::SYS_bpf,
            libc::SYS_chroot,
            libc::SYS_clone3,
            libc::SYS_connect,
            libc::SYS_execve,
            libc::SYS_execveat,
            libc::SYS_io_uring_setup,
            libc::SYS_ioctl,
            libc::SYS_kill,
            libc::SYS_mount,
            libc::SYS_open_by_handle_at,
            libc::SYS_pidfd_open,
            libc::SYS_prctl,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
            libc::SYS_ptrace,
            libc::SYS_setns,
            libc::SYS_socket,
            libc::SYS_socketpair,
            libc::SYS_unshare,
        ];
        for call in CALLS.iter().chain(OLDER_CALLS) {
            assert!(!out.contains(call), "{call}");
        }
        filter().expect("a filter");
    }
}
