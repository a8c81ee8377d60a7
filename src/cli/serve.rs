//! `nabij serve`: opens the doors, reads the study, and stops in order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use nabij::api::register::follow::follow;
use nabij::api::register::kept::{Register, Writing};
use nabij::api::running::metrics_text::metrics_routes;
use nabij::api::running::reload::reload;
use nabij::api::server::{serve, serve_routes};
use nabij::api::state::{Loading, ServerState};
use nabij::api::upload::reader::log_known_holes;
use nabij::api::upload::shelf::Uploads;
use nabij::ingest::load::{Progress, study_name};
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::study::read_study::StudyFiles;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{BLOCKED, StudyArguments, said, say, show_progress};

/// Work that nobody waits for any more gets so long to end before the process does.
const LAST_WORK: Duration = Duration::from_secs(2);

/// How the service is started.
pub struct ServeArguments {
    pub address: SocketAddr,
    pub uploads: Option<PathBuf>,
    pub metrics: Option<SocketAddr>,
    pub store: Option<String>,
}

pub fn run(study: StudyArguments, arguments: &ServeArguments) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(serve_study(study, arguments));
    runtime.shutdown_timeout(LAST_WORK);
    ended
}

async fn serve_study(study: StudyArguments, arguments: &ServeArguments) -> Result<ExitCode> {
    let started = Instant::now();
    let address = arguments.address;
    let uploads = arguments.uploads.as_deref();
    let uploads = uploads.map(|folder| kept_uploads(folder, address));
    let register = arguments.store.as_deref();
    let register = register.map(|store| kept_register(store, &study, address));
    let state = ServerState::with_uploads(uploads.transpose()?);
    let state = Arc::new(state.with_register(register.transpose()?));
    let stopping = stop_asked()?;
    let listener = listener(address).await?;
    let address = listener.local_addr()?;
    let files = study.files();
    let mut reloading = signal(SignalKind::hangup())?;
    let loading = tokio::task::spawn_blocking({
        let state = Arc::clone(&state);
        move || open_study(study.files(), &state)
    });
    if let Some(address) = arguments.metrics {
        let figures = metrics_routes(Arc::clone(&state));
        let listener = self::listener(address).await?;
        say(&format!("cijfers: http://{}", listener.local_addr()?))?;
        tokio::spawn(serve_routes(listener, figures, asked(stopping.clone())));
    }
    if let Some(uploads) = state.uploads() {
        tokio::spawn(async move { log_known_holes(&uploads).await });
    }
    let serving = tokio::spawn(serve(listener, Arc::clone(&state), asked(stopping.clone())));
    let opened = tokio::select! {
        opened = loading => opened??,
        () = asked(stopping) => return Ok(ExitCode::SUCCESS),
    };
    if !opened {
        return Ok(ExitCode::from(BLOCKED));
    }
    say(&format!(
        "nabij is klaar na {:.1} s: http://{address}",
        started.elapsed().as_secs_f64()
    ))?;
    tokio::spawn(follow(Arc::clone(&state), files.clone()));
    tokio::spawn(async move {
        while reloading.recv().await.is_some() {
            reload(&state, &files).await;
        }
    });
    serving.await??;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn listener(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| format!("{address} is niet vrij om op te luisteren"))
}

/// Where sent layers are kept. As long as nobody logs in, only who works on this machine may send any.
fn kept_uploads(folder: &Path, address: SocketAddr) -> Result<Uploads> {
    ensure!(
        address.ip().is_loopback(),
        "met --uploads luistert nabij alleen op dit apparaat zelf (127.0.0.1), niet op {address}"
    );
    let program = std::env::current_exe().context("waar dit programma staat")?;
    Uploads::open(folder, program)
        .with_context(|| format!("de map {} voor gestuurde lagen", folder.display()))
}

/// Where is kept what people enter. As long as nobody logs in, only who works on this machine may enter anything.
fn kept_register(store: &str, study: &StudyArguments, address: SocketAddr) -> Result<Register> {
    let place = StoreAddress::of(store);
    let name = study_name(&study.study)?;
    let store = Store::open(&place, &name).with_context(|| format!("de opslag {place}"))?;
    let writing = match address.ip().is_loopback() {
        true => Writing::ThisMachine,
        false => Writing::Nobody,
    };
    Ok(Register::over(store, writing))
}

/// Loads the study and puts it in place; `false` when something in the input blocks.
fn open_study(files: StudyFiles, state: &ServerState) -> Result<bool> {
    let progress = |progress: Progress| {
        state.report_loading(Loading {
            step: progress.step.clone(),
            share: progress.share,
        });
        show_progress(progress);
    };
    let register = state.register();
    let entered = register.as_ref().map(|register| register.entered());
    let entered = entered.unwrap_or_default();
    let opened = match state.uploads() {
        Some(uploads) => uploads.open_at_start((files, &entered.added), &progress),
        None => files.open_with(&entered.added, &progress),
    };
    let Some(study) = said(opened)? else {
        return Ok(false);
    };
    if let Some(register) = register {
        register.settle(&entered, study.check());
    }
    let study = Arc::new(study);
    state.open(Arc::clone(&study));
    // What cannot be prepared now is told to who asks for it.
    std::thread::spawn(move || study.before().is_ok());
    Ok(true)
}

/// Turns true once, when the process is told to stop.
fn stop_asked() -> Result<watch::Receiver<bool>> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let (told, stopping) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupted.recv() => (),
            _ = terminated.recv() => (),
        }
        tracing::info!("stopping");
        told.send_replace(true);
    });
    Ok(stopping)
}

async fn asked(mut stopping: watch::Receiver<bool>) {
    // Nobody will ask any more when the sender is gone: then it is time to stop as well.
    drop(stopping.wait_for(|&stop| stop).await);
}
