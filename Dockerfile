# Two images from one file:
#   docker build --target job     -t issho-job .      reads files, builds models (DuckDB inside)
#   docker build --target service -t issho .          answers over HTTP (no DuckDB)
# Models are mounted at /models, or copied in by an image of your own: FROM issho / COPY models /models

FROM node:26-slim AS compile
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts scripts
RUN npm run compile

FROM node:26-slim AS job-packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev

FROM node:26-slim AS service-packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --omit=optional

FROM node:26-slim AS job
ENV NODE_ENV=production ISSHO_MODELS=/models
WORKDIR /app
COPY package.json ./
COPY --from=job-packages /app/node_modules node_modules
COPY --from=compile /app/dist dist
RUN mkdir -p /models && chown 1000:1000 /models
USER node
VOLUME /models
ENTRYPOINT ["node", "dist/scripts/issho.js"]
CMD ["build", "--help"]

FROM node:26-slim AS service
ENV NODE_ENV=production ISSHO_MODELS=/models ISSHO_HOST=0.0.0.0 ISSHO_PORT=8080
# Huge pages for the model: answers over a million items take a tenth less time.
ENV GLIBC_TUNABLES=glibc.malloc.hugetlb=1
WORKDIR /app
COPY package.json ./
COPY --from=service-packages /app/node_modules node_modules
COPY --from=compile /app/dist dist
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=2s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ISSHO_PORT}/livez`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/scripts/issho.js"]
CMD ["serve"]
